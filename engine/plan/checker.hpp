// Looks up every name, types every expression, and builds the checked plan.
#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/plan/syntax.hpp"

namespace colonnade::plan {

std::string_view type_text(Type type);  // "money": as the language writes it

class Checker {
public:
    Checker(Document const& document, Schema const& schema, std::vector<Finding>& findings)
        : document_(document), schema_(schema), findings_(findings) {}
    Plan check();

private:
    // What the component at hand has defined; its names are resolved when they are first used.
    struct Local {
        Statement const* statement = nullptr;
        Index node = none;   // of a name
        Index table = none;  // of a table
        enum class State { untouched, open, done } state = State::untouched;
    };
    // Where an expression stands: which attributes it may use.
    enum class Inside { sums, line };

    Index error(std::string code, Place place, ProblemArguments arguments = {}, std::string proposal = "");
    bool full() const { return findings_.size() >= findings_max; }
    bool too_deep(Index node, Place place);
    int depth_below(Node const& node) const;
    Expression const& at(Index expression) const { return document_.expressions[expression]; }
    Node& node(Index index) { return plan_.nodes[index]; }
    bool is_number(Type type) const { return type <= Type::days; }

    // Nodes and types (check_types.cpp).
    Index add(Node node);
    Index constant(Type type, std::int64_t value, Place place);
    std::optional<std::int64_t> literal(std::string_view text, Type type) const;
    std::optional<std::int64_t> told_literal(Word const& word, Type type);
    bool open(Index index) const { return open_[index]; }
    Index coerce(Index index, Type type);  // a plain number becomes what is needed; others stay as they are
    Index coerce_open(Index index, Type type);
    bool is_priced(Index index);
    bool find_priced(Index index);
    Index coerced(Index index, Type type);
    Index priced(Index index);
    Index require(Index index, Type type);  // coerce, or an error; none stays none
    Index settled(Index index);             // a number that nothing gave a type is a rate
    void settle_table(Index table, Type type);
    Index arithmetic(Op op, Index a, Index b, Expression const& from);
    Index sum_of(Op op, Index a, Index b, Expression const& from);
    Index product_of(Index a, Index b, Expression const& from);
    Index quotient_of(Index a, Index b, Expression const& from);
    Index comparison(Op op, Index a, Index b, Expression const& from);
    Index differ(Index a, Index b, Expression const& from);
    bool harmonise(Index& a, Index& b);  // makes both of one type where one is a plain number

    // Expressions (check_expression.cpp).
    Index expression(Index of, Inside inside);
    Index binary(Expression const& e, Inside inside);
    Index unary(Expression const& e, Inside inside);
    Index any_of(Expression const& e, Inside inside);
    Index choose(Expression const& e, Inside inside);
    Index extreme(Expression const& e, Inside inside);
    Index name(Expression const& e);
    Index measure_figure(Expression const& e, Op op);
    Index attribute(Expression const& e, Inside inside);
    Index applied(Expression const& e, Inside inside);
    Index component_pay(Expression const& e);
    Index text_or(Index of, Inside inside, Index left);  // a bare word beside a text is a text
    Index text(std::string const& text, Place place);
    Index attribute_index(std::string const& name, Place place);
    std::vector<std::string> known_names() const;

    // Names of the plan (check_measure.cpp).
    void declare_measures_and_parameters();
    void parameter(Statement const& s);
    Index resolve_measure(Index measure);
    void aggregate(Measure& measure, Statement const& s);
    void refined(Measure& measure, Statement const& s);
    void share(Measure& measure, Statement const& s);
    void narrow_by(Measure& measure, Statement const& s);
    Index measure_named(Word const& name);
    std::uint8_t credits_of(Statement const& s, std::uint8_t otherwise) const;

    // The header and plan-wide statements (checker.cpp).
    void header(Statement const& s);
    void header_once();
    void currency(Statement const& s);
    void period(Statement const& s);
    void rounding(Statement const& s);
    void roles(Statement const& s, std::vector<std::string>& into);
    void draw(Statement const& s);
    Limit limit(Statement const& s);
    Index money_expression(Index of, Inside inside = Inside::sums);
    template <class Spanned> void dates(Statement const& s, Spanned& into);
    template <class Advance> Advance advance(Statement const& s);

    // Components (check_component.cpp).
    void declare_components();
    void component(Statement const& s, Component& component);
    void component_statement(Statement const& s, Component& component);
    bool define_local(std::string const& name, Place place);
    Index resolve_local(std::string const& name, Place place);
    void table(Local& local);
    void table_steps(Local& local, Table& table);
    bool step(Statement const& s, Table& table, std::vector<Index>& values);
    void pays(Statement const& s, Component& component);
    void pool(Statement const& s, Component& component);
    void hold(Statement const& s, Component& component);
    void clawback(Statement const& s, Component& component);
    bool is_fixed(Index index);
    bool find_fixed(Index index);

    // Examples (check_example.cpp).
    void example(Statement const& s);
    void given(Statement const& s, Example& example);
    void line(Statement const& s, Example& example);
    void line_fact(Statement const& s, ExampleLine& line);
    void expected(Statement const& s, Example& example);

    Document const& document_;
    Schema const& schema_;
    std::vector<Finding>& findings_;
    Plan plan_;
    std::map<std::string, Index> texts_;
    std::map<std::pair<Index, Type>, Index> coerced_;  // what a node became; a name may be used many times
    std::map<Index, bool> is_priced_;
    std::map<Index, bool> is_fixed_;
    std::vector<int> depth_;  // per node: of the formula below it
    std::vector<int> table_depth_;
    int defining_ = 0;              // names being defined, one resting on the other
    std::vector<bool> open_;        // per node: a plain number whose type is not settled
    std::vector<bool> table_open_;  // per table: all its values are plain numbers
    std::map<std::string, Index> measures_, parameters_, components_;
    std::vector<Statement const*> measure_statements_;
    std::vector<Local::State> measure_states_;
    std::map<std::string, Local> locals_;
    std::vector<std::string> local_order_;
    Index component_ = none;  // at hand
    Each each_ = Each::sums;
};

// Adds what is right but will hurt; see the guide for the list.
void warn(Plan const& plan, std::vector<Finding>& findings);

}  // namespace colonnade::plan
