// The digest of what pay is calculated from: what a run's manifest names as its inputs.
#pragma once
#include <string>

namespace colonnade::insight {

struct PayFacts;

// SHA-256 over every column as the bytes that hold it (little-endian), each behind its length: the same facts
// have the same digest on every machine.
std::string digest_of(PayFacts const& facts);

}  // namespace colonnade::insight
