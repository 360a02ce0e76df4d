#include "pillars/process/opportunities/opportunity.hpp"
