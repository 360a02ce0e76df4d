// One call of a route under way: takes the parts of the request that the handler's signature asks for.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "foundation/caller/caller.hpp"
#include "foundation/wire/findings.hpp"
#include "foundation/wire/page.hpp"
#include "foundation/wire/route.hpp"
#include "foundation/wire/table.hpp"

namespace colonnade::wire {

class Call {
public:
    Call(Route const& route, Request const& request, Caller caller,
         std::vector<std::string> placeholder_values, TableWriters* tables);

    // Taking a part puts what is wrong into the findings; proceed() throws them all before the handler runs.
    void take_path(StructType const& type, void* into);
    void take_query(StructType const& type, void* into);
    void take_body(Type const& type, void* into);
    std::int64_t take_version();
    Paging take_paging();
    void proceed() const { findings_.raise(); }

    Caller const& caller() const { return caller_; }
    Request const& request() const { return request_; }
    Route const& route() const { return route_; }
    std::string upload_name() const;

    // Writing the answer.
    void write_json(Type const& type, void const* value, std::optional<std::int64_t> version,
                    Reply& reply) const;
    void write_download(Download download, Reply& reply) const;

    // The list as a file: wants_table() tells whether the caller asked for one; rows are given page by page
    // until turn_page() says that there is none left.
    bool wants_table() const { return table_format_.has_value(); }
    void add_row(Type const& type, void const* row);
    bool turn_page(std::optional<std::string> const& next);
    void finish_table(Type const& type, Reply& reply);

private:
    std::string const* parameter(std::string_view name, bool may_repeat = false);
    void refuse_unknown_parameters();
    void take_as_of();
    void choose_format();
    void open_table(Type const& type);

    Route const& route_;
    Request const& request_;
    Caller caller_;
    std::vector<std::string> placeholder_values_;
    TableWriters* tables_;
    Findings findings_;
    std::optional<TableFormat> table_format_;
    std::unique_ptr<TableWriter> table_;
    std::vector<Cell> cells_;
    std::optional<std::string> table_cursor_;
};

}  // namespace colonnade::wire
