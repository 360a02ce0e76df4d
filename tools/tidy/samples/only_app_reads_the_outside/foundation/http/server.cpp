int port() { return std::atoi(std::getenv("PORT")); }
