// JSON Schema (2020-12, as OpenAPI 3.1 uses it) of the types on the wire, gathered as named components.
#pragma once
#include <functional>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>

#include <boost/json/object.hpp>

#include "foundation/wire/type.hpp"

namespace colonnade::wire {

// The program describes its own interface wrongly; it must not start.
class StartError : public std::logic_error {
public:
    using std::logic_error::logic_error;
};

class Schemas {
public:
    using Describe = std::function<void(json::object& into)>;

    // Writes a reference to component `name` into `into`; describes it when it is met first. Throws
    // StartError when another type has claimed the name.
    void refer(Type const& claimant, std::string const& name, Describe const& describe, json::object& into);
    // Schema of a type: itself, or a reference.
    json::object of(Type const& type);
    // All components met so far, by name.
    std::map<std::string, json::object> const& components() const { return components_; }

private:
    std::map<std::string, Type const*> claims_;
    std::map<std::string, json::object> components_;
};

// The bare name of a type from the compiler's text for it: "colonnade::goals::GoalView" is "GoalView",
// "Change<colonnade::goals::Goal>" is "ChangeGoal".
std::string bare_type_name(std::string_view pretty);

}  // namespace colonnade::wire
