// Reads a request's body, counted by its length or in chunks:
//
//   chunked = *( size CRLF bytes CRLF ) "0" CRLF CRLF     size = 1*16 hexadecimal digits
//
// Chunk extensions and fields behind the body are refused: nobody needs them, and readers disagree about
// them. Why this is not left to a library: docs/decisions/0003-http-without-beast.md.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "foundation/http/gate.hpp"

namespace colonnade::http {

class BodyReader {
public:
    // `head` passed the gate. A body of more than `bytes_max` is refused with 413, as soon as it is
    // announced.
    BodyReader(Head const& head, std::uint64_t bytes_max);

    // Takes what it can from the front of `input` and appends the decoded bytes to `output`. Call again with
    // more behind the rest, until done. A refusal means: answer and close; it is given again on every further
    // call.
    std::optional<Refusal> feed(std::string& input, std::string& output);
    bool is_done() const { return state_ == State::done; }

private:
    enum class State {
        counted,
        size,
        size_end,
        data,
        data_carriage_return,
        data_line_feed,
        last_carriage_return,
        last_line_feed,
        done,
        refused
    };

    std::size_t take_data(std::string_view input, std::string& output);
    void take_framing(char c);
    void refuse(int status, std::string_view reason);

    State state_;
    std::uint64_t left_ = 0;  // of the body, or of the current chunk
    int digits_ = 0;          // of the current size
    std::uint64_t allowed_;   // bytes that may still be announced
    Refusal refusal_{};
};

}  // namespace colonnade::http
