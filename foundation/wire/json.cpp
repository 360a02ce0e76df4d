#include "foundation/wire/json.hpp"

#include <charconv>

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/serialize.hpp>

#include "foundation/base/problem.hpp"

namespace colonnade::wire {
namespace {

// Builds the document from the parser's events and stops at the first repeated key.
class Builder {
public:
    static constexpr std::size_t max_object_size = json::object::max_size();
    static constexpr std::size_t max_array_size = json::array::max_size();
    static constexpr std::size_t max_key_size = json::string::max_size();
    static constexpr std::size_t max_string_size = json::string::max_size();

    using Code = boost::system::error_code;
    bool on_document_begin(Code&) { return true; }
    bool on_document_end(Code&) { return true; }
    bool on_object_begin(Code&) { return open(json::object()); }
    bool on_object_end(std::size_t, Code& code) { return close(code); }
    bool on_array_begin(Code&) { return open(json::array()); }
    bool on_array_end(std::size_t, Code& code) { return close(code); }
    bool on_key_part(json::string_view part, std::size_t, Code&) { return gather(part); }
    bool on_key(json::string_view part, std::size_t, Code& code) {
        gather(part);
        open_.back().key = std::move(gathered_);
        gathered_.clear();
        if (!open_.back().value.get_object().contains(open_.back().key)) return true;
        repeated_ = true;
        code = json::error::syntax;
        return false;
    }
    bool on_string_part(json::string_view part, std::size_t, Code&) { return gather(part); }
    bool on_string(json::string_view part, std::size_t, Code&) {
        gather(part);
        json::value text(json::string(gathered_.data(), gathered_.size()));  // braces would make a list
        gathered_.clear();
        return put(std::move(text));
    }
    bool on_number_part(json::string_view part, Code&) { return gather(part); }
    bool on_int64(std::int64_t number, json::string_view, Code&) { return put_number(number); }
    bool on_uint64(std::uint64_t number, json::string_view, Code&) { return put_number(number); }
    // The parser's own reading may be off in the last bit; the standard library's is exact.
    bool on_double(double, json::string_view part, Code& code) {
        gather(part);
        double number = 0;
        auto const read = std::from_chars(gathered_.data(), gathered_.data() + gathered_.size(), number);
        if (read.ec == std::errc()) return put_number(number);
        code = json::error::syntax;
        return false;
    }
    bool on_bool(bool flag, Code&) { return put(flag); }
    bool on_null(Code&) { return put(nullptr); }
    bool on_comment_part(json::string_view, Code&) { return true; }
    bool on_comment(json::string_view, Code&) { return true; }

    bool repeated() const { return repeated_; }
    json::value release() { return std::move(root_); }
    // The path of the member being read: `tiers[1].rate`.
    std::string path() const {
        std::string path;
        for (auto const& level : open_) {
            if (auto const* list = level.value.if_array()) {
                path += '[' + std::to_string(list->size()) + ']';
            } else {
                if (!path.empty()) path += '.';
                path += level.key;
            }
        }
        return path;
    }

private:
    struct Level {
        json::value value;
        std::string key;
    };

    bool gather(json::string_view part) {
        gathered_.append(part.data(), part.size());
        return true;
    }
    template <class Number> bool put_number(Number number) {
        gathered_.clear();
        return put(number);
    }
    bool open(json::value container) {
        open_.push_back({std::move(container), {}});
        return true;
    }
    bool close(Code&) {
        json::value done = std::move(open_.back().value);
        open_.pop_back();
        return put(std::move(done));
    }
    bool put(json::value value) {
        if (open_.empty()) {
            root_ = std::move(value);
        } else if (auto* list = open_.back().value.if_array()) {
            list->push_back(std::move(value));
        } else {
            open_.back().value.get_object().emplace(open_.back().key, std::move(value));
        }
        return true;
    }

    std::vector<Level> open_;
    std::string gathered_;
    json::value root_;
    bool repeated_ = false;
};

Problem syntax_problem(std::string_view text, std::size_t at) {
    std::size_t line = 1;
    std::size_t column = 1;
    for (char c : text.substr(0, at)) {
        if (c == '\n') {
            ++line;
            column = 1;
        } else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) {
            ++column;
        }
    }
    return invalid("wire.json.syntax", {{"line", std::to_string(line)}, {"column", std::to_string(column)}});
}

void write_pretty(json::value const& value, std::string const& indent, std::string& out);

template <class Container, class Write>
void write_members(Container const& members, char open, char close, std::string const& indent,
                   std::string& out, Write write) {
    out += open;
    std::string const inner = indent + "  ";
    bool first = true;
    for (auto const& member : members) {
        out += first ? "\n" : ",\n";
        first = false;
        out += inner;
        write(member, inner);
    }
    out += '\n' + indent + close;
}

void write_pretty(json::value const& value, std::string const& indent, std::string& out) {
    if (auto const* object = value.if_object(); object && !object->empty()) {
        write_members(*object, '{', '}', indent, out, [&](auto const& member, std::string const& inner) {
            out += json::serialize(json::string(member.key())) + ": ";
            write_pretty(member.value(), inner, out);
        });
    } else if (auto const* array = value.if_array(); array && !array->empty()) {
        write_members(*array, '[', ']', indent, out, [&](json::value const& item, std::string const& inner) {
            write_pretty(item, inner, out);
        });
    } else {
        out += json::serialize(value);
    }
}

}  // namespace

json::value parse_json(std::string_view text, JsonLimits limits) {
    if (text.size() > limits.bytes_max) {
        throw Problem(ProblemKind::too_large, "wire.too_large",
                      {{"bytes_max", std::to_string(limits.bytes_max)}});
    }
    json::parse_options options;
    options.max_depth = limits.depth_max;
    json::basic_parser<Builder> parser(options);
    boost::system::error_code code;
    std::size_t const read = parser.write_some(false, text.data(), text.size(), code);
    if (!code && read < text.size()) code = json::error::extra_data;
    if (!code) return parser.handler().release();
    if (parser.handler().repeated()) {
        std::string const path = parser.handler().path();
        throw invalid("wire.json.repeated", {{"name", path}}, path);
    }
    if (code == json::error::too_deep) {
        throw invalid("wire.json.too_deep", {{"depth_max", std::to_string(limits.depth_max)}});
    }
    throw syntax_problem(text, read);
}

std::string json_text(json::value const& value) { return json::serialize(value); }

std::string pretty_json_text(json::value const& value) {
    std::string out;
    write_pretty(value, "", out);
    return out + '\n';
}

}  // namespace colonnade::wire
