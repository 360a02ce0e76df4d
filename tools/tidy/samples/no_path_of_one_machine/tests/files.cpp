char const* const folder = "/home/ann/colonnade";
