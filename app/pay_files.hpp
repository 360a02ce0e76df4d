// What a calculation from files writes: payouts.csv and lineage.csv.
#pragma once
#include <string>

#include "app/fact_files.hpp"
#include "engine/pay/pay.hpp"

namespace colonnade {

// payee_id,month,component,payout_minor: sorted by these, zero rows kept; the month counts from 1 in the
// year.
void write_payouts(std::string const& folder, FactFiles const& files, engine::pay::Calculation const& pay);
// txn_id,payee_id,share_bp,credit_minor: in the order of the file, first owner first.
void write_lineage(std::string const& folder, FactFiles const& files, engine::pay::Calculation const& pay,
                   int threads);

}  // namespace colonnade
