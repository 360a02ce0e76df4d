#include "insight/home.hpp"
