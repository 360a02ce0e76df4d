int const a_line_that_goes_on = 1;  // and on, and on, and on, and on, and on, and on, and on, and on, and on, and on
