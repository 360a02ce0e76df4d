// Stands in foundation/caller, because routes name it too.
#pragma once
#include "foundation/caller/caller.hpp"
