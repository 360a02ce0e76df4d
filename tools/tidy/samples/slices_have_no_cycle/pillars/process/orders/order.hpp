#include "pillars/process/customers/customer.hpp"
