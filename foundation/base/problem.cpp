#include "foundation/base/problem.hpp"

namespace colonnade {

Problem::Problem(ProblemKind kind, std::string code, ProblemArguments arguments, std::string path)
    : kind_(kind), code_(std::move(code)), arguments_(std::move(arguments)), path_(std::move(path)) {
    what_ = code_;
    if (!path_.empty()) what_ += " at " + path_;
    for (auto const& [name, value] : arguments_) what_ += " " + name + "=" + value;
}

Problem Problem::within(std::string_view outer) const {
    std::string path(outer);
    if (!path_.empty() && path_.front() != '[' && !path.empty()) path += '.';
    Problem moved(kind_, code_, arguments_, path + path_);
    for (auto const& other : others_) moved.others_.push_back(other.within(outer));
    return moved;
}

Problem Problem::with(std::vector<Problem> others) const {
    Problem copy = *this;
    copy.others_ = std::move(others);
    return copy;
}

Problem invalid(std::string code, ProblemArguments arguments, std::string path) {
    return {ProblemKind::invalid, std::move(code), std::move(arguments), std::move(path)};
}

Problem not_found() { return {ProblemKind::not_found, "not_found"}; }

Problem conflict(std::string code, ProblemArguments arguments, std::string path) {
    return {ProblemKind::conflict, std::move(code), std::move(arguments), std::move(path)};
}

}  // namespace colonnade
