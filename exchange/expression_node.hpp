// The parts of an expression and its functions; only expression*.cpp looks in here.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/expression.hpp"

namespace colonnade::exchange {

struct Function;

// Looks a function up by its name; null where there is none.
Function const* find_function(std::string_view name);

struct Expression::Node {
    enum Kind { constant, column, call };
    Kind kind = constant;
    std::string text;  // the constant, or the name of the column or function
    std::size_t place = Headings::absent;
    Function const* function = nullptr;
    std::vector<std::unique_ptr<Node>> arguments;
    OtherTables* others = nullptr;
    std::string made;                    // what a function made last
    LookupTable const* table = nullptr;  // of lookup(), once it was asked

    std::string_view evaluate(documents::Row const& row);
};

// Makes its value of the arguments, evaluating those it needs.
struct Function {
    std::string_view name;
    std::size_t least, most;  // arguments
    std::string_view (*run)(void* node, documents::Row const& row);
};

}  // namespace colonnade::exchange
