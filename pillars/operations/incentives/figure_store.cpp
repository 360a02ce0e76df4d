#include "pillars/operations/incentives/figure_store.hpp"

namespace colonnade::incentives {

void save_figures(access::Write& write, std::vector<Payout> const& payouts, std::int64_t first) {
    auto bulk = write.bulk("payout_figures", {"payout_id", "place", "name", "input_kind", "value_from",
                                              "value_to", "value_kind", "value"});
    for (Payout const& payout : payouts) {
        int place = 0;
        for (PayoutFigure const& one : payout.figures)
            bulk.row({first, ++place, one.name, "", "", "", one.kind, one.value});
        for (PayoutStep const& one : payout.steps)
            bulk.row(
                {first, ++place, one.table, one.input_kind, one.from, one.to, one.value_kind, one.value});
        ++first;
    }
    bulk.finish();
}

StoredFigures read_figures(db::Session& session, PayoutId payout) {
    StoredFigures found;
    session.each<std::string, std::string, std::string, std::string, std::string, std::string>(
        "select name, input_kind, value_from, value_to, value_kind, value from payout_figures where "
        "payout_id = :id order by place",
        {{"id", payout}},
        [&](std::string const& name, std::string const& input, std::string const& from, std::string const& to,
            std::string const& kind, std::string const& value) {
            if (input.empty()) found.figures.push_back({name, kind, value});
            else found.steps.push_back({name, input, from, to, kind, value});
        });
    return found;
}

}  // namespace colonnade::incentives
