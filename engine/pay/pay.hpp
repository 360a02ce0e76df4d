// Pay of everybody under one plan: from facts to payouts, with what each rests on.
//
//     Calculation pay(plan, facts);                  // everything
//     for (Payout const& payout : pay.payouts()) …   // by person, pay period, component
//     pay.change_plan(other);                        // other rates: credit is not counted again
//     pay.change_line(line, amount);                 // one line: only whom it reaches
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/pay/facts.hpp"
#include "engine/pay/figures.hpp"
#include "engine/pay/formula.hpp"
#include "engine/pay/lines_of.hpp"
#include "engine/pay/steps.hpp"

namespace colonnade::engine::pay {

// What a component pays a person in a pay period. Amounts are ten-thousandths, whole in the rounding unit:
// payout = earned - held - taken_back, where `held` is negative when pay held earlier is released.
struct Payout {
    Index person = nobody;
    int component = 0;          // of Plan::components
    int pay = 0;                // of Calendar::pays
    int period = 0;             // of Calendar::periods: the accumulation period of the pay period's last step
    std::int64_t credited = 0;  // of the component's first measure, in the pay period
    std::int64_t earned = 0;
    std::int64_t held = 0;
    std::int64_t taken_back = 0;
    std::int64_t payout = 0;
    Lack lack = Lack::none;
};

// What is paid beside the components, to the person as a whole.
struct Adjustment {
    enum class Kind : std::uint8_t { draw, recovery, guarantee, limit };
    Kind kind = Kind::draw;
    Index person = nobody;
    int pay = 0;
    std::int64_t amount = 0;
};

// A component that paid a person nothing because something is missing.
struct Exception {
    Lack lack = Lack::none;
    Index person = nobody;
    int component = 0;
    int pay = 0;
};

// One person's credit for one line.
struct CreditedLine {
    std::uint32_t line = 0;  // index into Facts::lines
    Index person = nobody;
    CreditKind kind = CreditKind::owner;
    std::int64_t share = 0;   // 10^-10
    std::int64_t credit = 0;  // ten-thousandths
};

// All that one payout rests on.
struct Trace {
    struct Figure {
        std::string name;
        plan::Type type = plan::Type::money;
        std::int64_t value = 0;  // in the type's unit, rounded half to even
    };
    struct Term {
        Index person = nobody;  // whose figure rolled up
        std::int64_t amount = 0;
    };
    // The part of the input that lies in a marginal step, or the one step that holds it.
    struct Piece {
        std::string table;
        int step = 0;
        std::int64_t from = 0;  // of the input, in its unit
        std::int64_t to = 0;
        std::int64_t rate = 0;  // in the value's unit
    };
    Payout payout;
    std::vector<Figure> figures;  // the component's named expressions, to date
    std::vector<Piece> pieces;
    std::vector<Term> roll_up;  // of the component's first team measure, in the accumulation period to date
    std::vector<CreditedLine> lines;
};

// A figure of every row × step of a component, in the unit of its type, rounded half to even.
struct NodeValues {
    std::vector<std::int64_t> value;
    std::vector<Lack> lack;  // empty: nothing is missing
};

// A component's matrix: people × steps.
struct ComponentPay {
    std::vector<Index> people;                           // whom it pays, rising
    std::vector<int> row;                                // of each person, or -1
    std::vector<std::vector<std::uint8_t>> in_bucket;    // of each row: buckets in role; empty: all
    std::vector<std::vector<std::uint8_t>> absence;      // of each row: see absences(); empty: always there
    std::vector<std::uint8_t> active;                    // row × steps + step
    std::vector<std::int64_t> earned;                    // to date, after limits
    std::vector<std::int64_t> held, taken_back, payout;  // in the step
    std::vector<Lack> lack;
};

// The measure that a component's pay rests on: the first own or team measure that its formulas name.
struct FirstMeasure {
    int slot = -1;
    bool is_team = false;
};

class Calculation {
public:
    // `example`: what it gives stands in for the facts (see example.hpp).
    Calculation(plan::Plan plan, std::shared_ptr<Facts> facts, Options options = {},
                plan::Example const* example = nullptr);

    plan::Plan const& plan() const { return plan_; }
    Facts const& facts() const { return *facts_; }
    Calendar const& calendar() const { return calendar_; }
    Figures const& figures() const { return *figures_; }
    ComponentPay const& component(int c) const { return components_[static_cast<std::size_t>(c)]; }
    std::vector<Adjustment> const& adjustments() const { return adjustments_; }

    // By person, pay period, component; zero rows are kept.
    std::vector<Payout> payouts() const;
    std::vector<Payout> payouts_of(Index person) const;
    std::vector<Exception> exceptions() const;
    // By line, in the order of a line's parts; the credited ones only.
    std::vector<CreditedLine> lineage() const;
    // The same into a vector whose memory is used again: a fresh one costs more than what is written into it.
    void lineage(std::vector<CreditedLine>& out) const;
    Trace explain(Index person, int component, int pay) const;
    // The lines that any of the people has a part of, rising.
    std::vector<std::uint32_t> lines_of(std::vector<Index> const& people) const {
        return (*lines_of_)(facts_->lines, people);
    }
    // What a node of the component's formulas comes to for the person at the step, in its type's unit,
    // rounded half to even; nothing where something is missing, or the component is not for them.
    std::optional<std::int64_t> figure(Index person, int component, plan::Index node, int step) const;
    // What a node of the plan comes to for whom the component is for: to date, or in the step alone.
    NodeValues values(int component, plan::Index node) const;

    // Another plan over the same facts; where its measures are the same, credit is not counted again.
    void change_plan(plan::Plan plan);
    // A line's amount is another; gives the people whose pay was worked out again.
    std::vector<Index> change_line(std::size_t line, std::int64_t amount);

private:
    friend class FactLeaves;
    std::vector<CreditedLine> credited_parts(std::uint32_t line) const;
    void work_out_everything();
    void work_out(int component, std::vector<std::int32_t> const& rows);
    bool is_worked_out_at_once(std::size_t c) const;
    // The component's rows of the people [from, to).
    std::vector<std::int32_t> rows_between(std::size_t c, std::size_t from, std::size_t to) const;
    void index_people();
    void add_payouts(Index person, std::vector<FirstMeasure> const& first, std::vector<Payout>& out) const;

    plan::Plan plan_;
    std::shared_ptr<Facts> facts_;
    Options options_;
    Calendar calendar_;
    std::shared_ptr<class Inputs> inputs_;
    std::unique_ptr<Figures> figures_;
    std::vector<ComponentPay> components_;
    std::vector<Adjustment> adjustments_;
    std::shared_ptr<LinesOf> lines_of_ = std::make_shared<LinesOf>();
};

}  // namespace colonnade::engine::pay
