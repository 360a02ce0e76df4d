TEST(Rate, DISABLED_rounds_half_to_even) {}
