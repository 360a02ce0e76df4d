double share(double amount) { return amount / 2; }
