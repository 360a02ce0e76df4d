#include "foundation/wire/findings.hpp"

namespace colonnade::wire {

void Findings::add(std::string code, ProblemArguments arguments) {
    add(invalid(std::move(code), std::move(arguments)));
}

void Findings::add(Problem const& problem) {
    if (found_.size() < findings_max) found_.push_back(path_.empty() ? problem : problem.within(path_));
}

void Findings::raise() const {
    if (found_.empty()) return;
    throw found_.front().with({found_.begin() + 1, found_.end()});
}

Findings::Step::Step(Findings& findings, std::string_view field)
    : findings_(findings), length_(findings.path_.size()) {
    if (length_ > 0) findings.path_ += '.';
    findings.path_ += field;
}

Findings::Step::Step(Findings& findings, std::size_t index)
    : findings_(findings), length_(findings.path_.size()) {
    findings.path_ += '[' + std::to_string(index) + ']';
}

}  // namespace colonnade::wire
