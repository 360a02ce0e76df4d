// One route with its types forgotten.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "foundation/caller/permission.hpp"
#include "foundation/wire/request.hpp"
#include "foundation/wire/type.hpp"

namespace colonnade::wire {

class Call;

// What a route may say beside its signature.
struct Options {
    std::string description = {};            // Markdown for the API's readers
    std::uint64_t body_bytes_max = 1 << 20;  // JSON bodies and uploads beyond it are refused with 413
    bool fresh_confirmation = false;  // the caller must have confirmed who they are in the last minutes
    int cost = 1;                     // tokens taken from the caller's bucket
};

// What the types of a handler say: its parameters, bodies and answer.
struct Shape {
    StructType const* path = nullptr;
    StructType const* query = nullptr;
    Type const* body = nullptr;
    bool upload = false;
    bool if_match = false;
    bool as_of = false;
    bool paging = false;

    int status = 200;
    Type const* result = nullptr;  // null: nothing, or a download
    bool is_page = false;
    bool is_download = false;
    bool has_location = false;
    bool has_version = false;
};

struct Route {
    std::string method;
    std::string path;  // "/goals/{goal_id}"
    std::string operation_id;
    std::string summary;
    Permission permission;
    Options options;
    Shape shape;
    std::vector<std::string> placeholders;  // names, in the order of the path
    std::function<void(Call& call, Reply& reply)> run;

    bool is_write() const { return method != "GET"; }
};

}  // namespace colonnade::wire
