auto const rows = session.rows(R"(
    select id from goals)");
