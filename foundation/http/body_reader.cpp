#include "foundation/http/body_reader.hpp"

#include <algorithm>

namespace colonnade::http {
namespace {

constexpr int size_digits_max = 16;  // 64 bits

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

}  // namespace

BodyReader::BodyReader(Head const& head, std::uint64_t bytes_max) : state_(State::done), allowed_(bytes_max) {
    if (head.chunked) {
        state_ = State::size;
    } else if (head.content_length.value_or(0) > bytes_max) {
        refuse(413, "body is larger than this route takes");
    } else if (head.has_body()) {
        state_ = State::counted;
        left_ = *head.content_length;
    }
}

void BodyReader::refuse(int status, std::string_view reason) {
    state_ = State::refused;
    refusal_ = {status, reason};
}

std::size_t BodyReader::take_data(std::string_view input, std::string& output) {
    auto const taken = static_cast<std::size_t>(std::min<std::uint64_t>(left_, input.size()));
    output.append(input.substr(0, taken));
    left_ -= taken;
    if (left_ == 0) state_ = state_ == State::counted ? State::done : State::data_carriage_return;
    return taken;
}

// One character outside the data of a chunk.
void BodyReader::take_framing(char c) {
    auto const expect = [&](char wanted, State next) {
        if (c != wanted) return refuse(400, "malformed chunk");
        state_ = next;
    };
    switch (state_) {
        case State::size:
            if (int const value = hex_value(c); value >= 0 && digits_ < size_digits_max) {
                left_ = left_ * 16 + static_cast<std::uint64_t>(value);
                ++digits_;
                return;
            }
            if (digits_ == 0) return refuse(400, "malformed chunk");
            return expect('\r', State::size_end);
        case State::size_end:
            if (left_ > allowed_) return refuse(413, "body is larger than this route takes");
            allowed_ -= left_;
            digits_ = 0;
            return expect('\n', left_ == 0 ? State::last_carriage_return : State::data);
        case State::data_carriage_return: return expect('\r', State::data_line_feed);
        case State::data_line_feed: return expect('\n', State::size);
        case State::last_carriage_return: return expect('\r', State::last_line_feed);
        case State::last_line_feed: return expect('\n', State::done);
        default: return;
    }
}

std::optional<Refusal> BodyReader::feed(std::string& input, std::string& output) {
    std::size_t used = 0;
    while (used < input.size() && state_ != State::done && state_ != State::refused) {
        if (state_ == State::counted || state_ == State::data)
            used += take_data(std::string_view(input).substr(used), output);
        else take_framing(input[used++]);
    }
    input.erase(0, used);
    if (state_ == State::refused) return refusal_;
    return std::nullopt;
}

}  // namespace colonnade::http
