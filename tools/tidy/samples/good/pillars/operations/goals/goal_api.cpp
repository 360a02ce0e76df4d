auto const text = "Update a goal and set its period";
