// What a figure of one's pay is made of: the plan's formula with its numbers, tier by tier, down to order
// lines.
#include <algorithm>
#include <charconv>

#include "insight/explain.hpp"
#include "insight/pages.hpp"
#include "insight/pay/my_pay_api.hpp"
#include "insight/pay/pay_views.hpp"
#include "insight/source_store.hpp"
#include "pillars/operations/incentives/incentive_api.hpp"
#include "pillars/operations/incentives/run_store.hpp"

namespace colonnade::insight {

namespace pay = engine::pay;

namespace {

using namespace wire;

constexpr std::int64_t rows_default = 50, rows_max = 200;

enum class PayFigure { earned, credited, attainment };
BOOST_DESCRIBE_ENUM(PayFigure, earned, credited, attainment)

struct ExplainedPayee {
    PersonId person_id;
};
BOOST_DESCRIBE_STRUCT(ExplainedPayee, (), (person_id))

// Either a component as things stand, or a payout of a run.
struct PayExplanationQuery {
    std::optional<std::string> period;
    std::optional<incentives::VersionId> version_id;
    std::optional<std::int64_t> place;  // of the component in the plan
    std::optional<incentives::PayoutId> payout_id;
    PayFigure figure = PayFigure::earned;
    std::optional<std::string> cursor;
    std::optional<std::int64_t> limit;
};
BOOST_DESCRIBE_STRUCT(PayExplanationQuery, (), (period, version_id, place, payout_id, figure, cursor, limit))

RowWindow window_of(PayExplanationQuery const& query) {
    RowWindow window;
    window.limit = std::clamp<std::int64_t>(query.limit.value_or(rows_default), 1, rows_max);
    if (!query.cursor || query.cursor->empty()) return window;
    char const* const end = query.cursor->data() + query.cursor->size();
    auto const read = std::from_chars(query.cursor->data(), end, window.before);
    if (read.ec != std::errc() || read.ptr != end || window.before < 0)
        throw invalid("wire.cursor", {}, "cursor");
    return window;
}

// One component of one person, and how to say it.
class PayStory {
public:
    PayStory(PersonPay const& person, pay::EarnedPart const& part, Words const& words)
        : person_(person),
          part_(part),
          words_(words),
          estimate_(person.estimate_of(part)),
          rules_(person.component_of(part)),
          trace_(estimate_.calculation().explain(estimate_.excerpt().person, part.component,
                                                 estimate_.pays().back())) {}

    pay::Trace const& trace() const { return trace_; }

    Explanation attainment() const {
        Explanation out = begin("attainment", percent_figure(Rate{part_.attainment.value_or(0)}));
        auto const quota = estimate_.quota(part_.component);
        out.formula = {"my_pay.formula.attainment",
                       {{"credit", amount(part_.credited)},
                        {"quota", amount(quota.value_or(0))},
                        {"value", out.value.value}}};
        out.terms = {
            {words_("explain.term.actual"),
             money_figure(money(part_.credited), pay_explanation_address(person_, part_, "credited")),
             {}}};
        if (quota) out.terms.push_back({words_("explain.term.quota"), money_figure(money(*quota)), {}});
        return out;
    }

    Explanation credited() const {
        std::int64_t sum = 0;
        for (pay::CreditedLine const& line : trace_.lines) sum = add_checked(sum, line.credit);
        Explanation out = begin("credited", money_figure(money(sum)));
        out.formula = {"my_pay.formula.credited",
                       {{"count", std::to_string(trace_.lines.size())}, {"value", amount(sum)}}};
        if (trace_.roll_up.size() < 2) return out;
        for (pay::Trace::Term const& term : trace_.roll_up)
            out.terms.push_back({estimate_.excerpt().facts->people[static_cast<std::size_t>(term.person)],
                                 money_figure(money(term.amount)),
                                 {}});
        return out;
    }

    Explanation earned() const {
        Explanation out = begin("earned", money_figure(money(part_.earned)));
        out.formula = {"my_pay.formula.plan", {{"value", amount(part_.earned)}}};
        add_gate(out);
        if (auto const pieces = tier_amounts()) add_tiers(out, *pieces);
        else add_figures(out);
        return out;
    }

private:
    Money money(std::int64_t units) const { return person_.money(units); }
    std::string amount(std::int64_t units) const { return decimal_text(units, Money::places, 2); }
    plan::Node const& node(plan::Index index) const {
        return estimate_.plan().nodes[static_cast<std::size_t>(index)];
    }

    Explanation begin(std::string const& title, Figure value) const {
        Explanation out;
        out.title =
            words_("my_pay.explain.title." + title,
                   {{"component", rules_.name}, {"name", person_.name}, {"period", person_.period.key}});
        out.value = std::move(value);
        return out;
    }

    // The marginal table that the component pays by, where it pays by one alone.
    plan::Table const* table() const {
        if (rules_.payments.size() != 1 || rules_.payments.front().per || rules_.pool) return nullptr;
        plan::Node const& pays = node(rules_.payments.front().amount);
        if (pays.op != plan::Op::apply) return nullptr;
        plan::Table const& found = estimate_.plan().tables[static_cast<std::size_t>(pays.b)];
        return found.kind == plan::TableKind::marginal ? &found : nullptr;
    }

    // What each tier's part brings, unrounded parts rounded to ten-thousandths; with the quota where the
    // input is a share of it.
    std::optional<std::vector<std::int64_t>> tier_amounts() const {
        plan::Table const* const by = table();
        if (!by || by->type != plan::Type::rate) return std::nullopt;
        plan::Type const input = node(by->input).type;
        auto const quota = estimate_.quota(part_.component);
        if (input == plan::Type::rate ? !quota : input != plan::Type::money) return std::nullopt;
        std::vector<std::int64_t> amounts;
        for (pay::Trace::Piece const& piece : trace_.pieces) {
            if (piece.table != by->name) return std::nullopt;
            Wide const part = static_cast<Wide>(piece.to) - piece.from;
            Wide const sold = input == plan::Type::rate ? divide_half_even(part * *quota, pay::one) : part;
            amounts.push_back(narrow(divide_half_even(sold * piece.rate, pay::one)));
        }
        if (amounts.empty()) return std::nullopt;
        return amounts;
    }

    // The parts by tier; what rounding, a limit or a condition makes of their sum; less what was paid before.
    void add_tiers(Explanation& out, std::vector<std::int64_t> const& amounts) const {
        plan::Type const input = node(table()->input).type;
        std::int64_t sum = 0;
        for (std::size_t i = 0; i < amounts.size(); ++i) {
            pay::Trace::Piece const& piece = trace_.pieces[i];
            auto const bound = [&](std::int64_t value) -> documents::MessageArgument {
                if (input == plan::Type::money) return money(value);
                // Hundredths of a per cent are enough to find one's place.
                return documents::ExactDecimal{decimal_text(narrow(divide_half_even(value, 1'000'000)), 2)};
            };
            char const* const key = input == plan::Type::money ? "my_pay.explain.piece_money"
                                                               : "my_pay.explain.piece";
            documents::ExactDecimal const rate{percent_figure(Rate{piece.rate}).value};
            out.terms.push_back(
                {words_(key, {{"from", bound(piece.from)}, {"to", bound(piece.to)}, {"rate", rate}}),
                 money_figure(money(amounts[i])),
                 {}});
            sum = add_checked(sum, amounts[i]);
        }
        auto const& matrix = estimate_.calculation().component(part_.component);
        auto const& steps = estimate_.calculation().calendar().steps;
        std::size_t last = 0;
        for (std::size_t t = 0; t < steps.size(); ++t)
            if (steps[t].pay == estimate_.pays().back()) last = t;
        std::size_t const row =
            static_cast<std::size_t>(matrix.row[static_cast<std::size_t>(estimate_.excerpt().person)]);
        std::int64_t const to_date = matrix.earned[row * steps.size() + last];
        std::int64_t const minor = estimate_.excerpt().facts->minor;
        std::int64_t const off = subtract_checked(to_date, sum);
        bool const is_rounding = off <= minor && off >= -minor;
        if (off != 0)
            out.terms.push_back({words_(is_rounding ? "my_pay.explain.rounded" : "my_pay.explain.by_rule"),
                                 money_figure(money(off)),
                                 {}});
        if (std::int64_t const before = subtract_checked(part_.earned, to_date); before != 0)
            out.terms.push_back({words_("my_pay.explain.before"), money_figure(money(before)), {}});
        out.formula = {"my_pay.formula.tiers",
                       {{"credit", amount(part_.credited)}, {"value", amount(part_.earned)}}};
    }

    // Otherwise: what the component names.
    void add_figures(Explanation& out) const {
        std::optional<std::string> address;
        for (pay::Trace::Figure const& figure : trace_.figures) {
            Figure value = typed_figure(person_, figure.type, figure.value);
            if (part_.attainment && figure.type == plan::Type::rate && figure.value == *part_.attainment)
                value.explain = pay_explanation_address(person_, part_, "attainment");
            out.terms.push_back({figure.name, std::move(value), {}});
        }
        out.terms.push_back(
            {words_("explain.term.actual"),
             money_figure(money(part_.credited), pay_explanation_address(person_, part_, "credited")),
             {}});
    }

    void add_gate(Explanation& out) const {
        if (rules_.needs.empty()) return;
        bool const holds = std::ranges::all_of(rules_.needs, [&](plan::Index need) {
            return estimate_.figure(estimate_.calculation(), part_.component, need).value_or(0) != 0;
        });
        out.notes.push_back(words_(holds ? "my_pay.explain.gate_open" : "my_pay.explain.gate_shut"));
    }

    PersonPay const& person_;
    pay::EarnedPart const& part_;
    Words const& words_;
    pay::Estimate const& estimate_;
    plan::Component const& rules_;
    pay::Trace trace_;
};

SourceRow row_of(db::Session& session, SeenPay const& seen, pay::Excerpt const& excerpt,
                 pay::CreditedLine const& line) {
    PaidLine const paid = seen.facts->lines[excerpt.lines[line.line]];
    OrderLabel const label = order_label(session, paid.order.value);
    Money const credit = seen.pay.money(line.credit);
    return {{{label.number, {}, order_page(paid.order.value), {}},
             {Date::from_number(excerpt.facts->lines.booked[line.line]).text(), {}, {}, {}},
             {label.customer, {}, customer_page(label.customer_id), {}},
             {percent_figure(Rate{line.share}).value, {}, {}, {}},
             {credit.amount_text(2), credit.currency, {}, {}}}};
}

// The credited order lines, newest first.
SourceRows rows_of(db::Session& session, SeenPay const& seen, pay::EarnedPart const& part,
                   std::vector<pay::CreditedLine> lines, Words const& words, RowWindow window) {
    pay::Excerpt const& excerpt = seen.pay.estimate_of(part).excerpt();
    std::ranges::stable_sort(lines, std::greater(), [&](pay::CreditedLine const& line) {
        return std::pair(excerpt.facts->lines.booked[line.line], line.line);
    });
    auto const column = [&](char const* key, SourceUnit unit) {
        return SourceColumn{key, words("explain.column." + std::string(key)), unit};
    };
    SourceRows rows;
    rows.columns = {column("order", SourceUnit::text), column("booked_on", SourceUnit::date),
                    column("customer", SourceUnit::text), column("share", SourceUnit::percent),
                    column("counts", SourceUnit::money)};
    rows.total = static_cast<std::int64_t>(lines.size());
    std::int64_t const until = window.before + window.limit;
    if (until < *rows.total) rows.next = std::to_string(until);
    for (std::int64_t i = window.before; i < std::min(until, *rows.total); ++i)
        rows.rows.push_back(row_of(session, seen, excerpt, lines[static_cast<std::size_t>(i)]));
    return rows;
}

// The part that is asked for, or null.
pay::EarnedPart const* part_asked(PersonPay const& person, pay::EarnedPay const& now,
                                  PayExplanationQuery const& query,
                                  std::optional<incentives::StoredPayout> const& payout) {
    for (pay::EarnedPart const& part : now.parts) {
        incentives::PlanVersion const& version = person.versions[static_cast<std::size_t>(part.plan)];
        bool const is_asked = payout ? person.component_of(part).name == payout->payout.component
                                     : query.version_id == version.id &&
                                           query.place == std::int64_t{part.component};
        if (is_asked && !person.estimate_of(part).pays().empty()) return &part;
    }
    return nullptr;
}

// A payout of a plan that is no longer in force: what the run kept of it.
Explanation kept_story(db::Session& session, Caller const& caller, incentives::StoredPayout const& stored,
                       PayFigure figure, Words const& words, RowWindow window) {
    incentives::Payout const& payout = stored.payout;
    Money const value = figure == PayFigure::credited ? payout.credited : payout.earned;
    Explanation out;
    out.title =
        words("my_pay.explain.title.earned",
              {{"component", payout.component}, {"name", stored.person_name}, {"period", payout.period_key}});
    out.value = money_figure(value);
    out.formula = {"my_pay.formula.plan", {{"value", value.amount_text(2)}}};
    auto const column = [&](char const* key, SourceUnit unit) {
        return SourceColumn{key, words("explain.column." + std::string(key)), unit};
    };
    SourceRows rows;
    rows.columns = {column("order", SourceUnit::text), column("booked_on", SourceUnit::date),
                    column("share", SourceUnit::percent), column("counts", SourceUnit::money)};
    auto const lines = incentives::payout_lines(session, caller, stored.id, static_cast<int>(window.before),
                                                static_cast<int>(window.limit) + 1);
    for (incentives::StoredLine const& line : lines) {
        if (std::ssize(rows.rows) == window.limit) {
            rows.next = std::to_string(window.before + window.limit);
            break;
        }
        Money const credit{line.line.credited, payout.credited.currency};
        rows.rows.push_back({{{line.order_number, {}, order_page(line.line.order.value), {}},
                              {line.line.booked_on.text(), {}, {}, {}},
                              {percent_figure(line.line.share).value, {}, {}, {}},
                              {credit.amount_text(2), credit.currency, {}, {}}}});
    }
    out.source = std::move(rows);
    return out;
}

// The payout's days as a period's text.
std::string days_of(incentives::Payout const& payout) {
    if (!payout.period.to) return payout.period_key;
    return payout.period.from.text() + ".." + payout.period.to->plus_days(-1).text();
}

// The plan's pay in the days of a payout that the caller may see.
SeenPay pay_behind(MyPay const& sources, Caller const& caller, incentives::StoredPayout const& stored) {
    incentives::note_looks(sources.database, caller, {stored.payout.person});
    return sources.database.read([&](db::Session& session) -> SeenPay {
        auto facts = sources.facts(session);
        PersonPay pay = person_pay(session, *facts, stored.payout.person, days_of(stored.payout),
                                   caller.today, stored.payout.plan_name);
        pay.period.key = stored.payout.period_key;
        return {std::move(facts), std::move(pay)};
    });
}

Explanation explain(MyPay const& sources, Caller const& caller, PersonId person,
                    PayExplanationQuery const& query) {
    Words const words(sources.translate, caller.language);
    RowWindow const window = window_of(query);
    std::optional<incentives::StoredPayout> payout;
    if (query.payout_id) {
        payout = sources.database.read(
            [&](db::Session& s) { return incentives::get_payout(s, caller, *query.payout_id); });
        if (payout->payout.person != person) throw not_found();
    }
    SeenPay const seen = payout ? pay_behind(sources, caller, *payout)
                                : see_pay(sources, caller, person, query.period);
    pay::EarnedPay const now = pay::earned_now(seen.pay.plans);
    pay::EarnedPart const* const part = part_asked(seen.pay, now, query, payout);
    if (!part && !payout) throw not_found();
    if (!part)
        return sources.database.read([&](db::Session& session) {
            return kept_story(session, caller, *payout, query.figure, words, window);
        });
    PayStory const story(seen.pay, *part, words);
    Explanation out = query.figure == PayFigure::attainment ? story.attainment()
                      : query.figure == PayFigure::credited ? story.credited()
                                                            : story.earned();
    if (payout && payout->payout.earned.units != part->earned)
        out.notes.push_back(words("my_pay.explain.stored", {{"stored", payout->payout.earned},
                                                            {"now", seen.pay.money(part->earned)}}));
    out.source = sources.database.read([&](db::Session& session) {
        return rows_of(session, seen, *part, story.trace().lines, words, window);
    });
    return out;
}

}  // namespace

void mount_pay_explanations(Api& api, MyPay const& sources) {
    api.get("/people/{person_id}/pay-explanation", "explainPay",
            "Show what a figure of a person's pay is made of", Permission::pay_read,
            [sources](Caller const& caller, Path<ExplainedPayee> const& at,
                      Query<PayExplanationQuery> const& query) -> Explanation {
                return explain(sources, caller, at.person_id, query);
            });
}

}  // namespace colonnade::insight
