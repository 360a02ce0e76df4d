#include "foundation/http/connection.hpp"

#include <spdlog/spdlog.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/write.hpp>

#include "foundation/http/body_reader.hpp"
#include "foundation/http/problem_reply.hpp"

namespace colonnade::http {
namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

constexpr auto quietly = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t file_piece_bytes = 256 * 1024;
constexpr std::size_t write_piece_bytes = 64 * 1024;
constexpr std::size_t linger_bytes_max = 1024 * 1024;
constexpr std::chrono::milliseconds linger_time_max{2'000};
constexpr std::chrono::milliseconds last_linger_time_max{200};

Response reply_of(Refusal refusal) {
    auto response = plain_problem(refusal.status, "request.refused", refusal.reason);
    response.close = true;
    return response;
}

Response busy() {
    auto response = plain_problem(503, "unavailable", "too many requests wait");
    response.fields.add("Retry-After", "1");
    return response;
}

}  // namespace

Connection::Connection(ServerCore& core, tcp::socket socket)
    : core_(core), socket_(std::move(socket)), timer_(socket_.get_executor()), wake_(socket_.get_executor()) {
    boost::system::error_code ignored;
    socket_.set_option(tcp::no_delay(true), ignored);
    auto const peer = socket_.remote_endpoint(ignored);
    if (!ignored) peer_address_ = peer.address().to_string();
}

void Connection::start() {
    auto self = shared_from_this();
    asio::co_spawn(
        socket_.get_executor(), [self]() { return self->run(); }, asio::detached);
}

void Connection::stop() {
    asio::post(socket_.get_executor(), [self = shared_from_this()] {
        self->wake_.cancel();
        boost::system::error_code ignored;
        if (self->between_requests_) self->socket_.cancel(ignored);
    });
}

void Connection::cut() {
    asio::post(socket_.get_executor(), [self = shared_from_this()] {
        self->wake_.cancel();
        boost::system::error_code ignored;
        self->socket_.close(ignored);
    });
}

void Connection::allow(std::chrono::milliseconds time) {
    deadline_ = std::chrono::steady_clock::now() + time;
    if (deadline_ < timer_at_) arm_timer();
}

// The timer is set anew only when the deadline moves closer; when it fires too early it looks again.
void Connection::arm_timer() {
    timer_at_ = deadline_;
    if (deadline_ == Time::max()) return;
    timer_.expires_at(deadline_);
    timer_.async_wait([self = shared_from_this()](boost::system::error_code error) {
        if (error || self->ended_) return;
        if (std::chrono::steady_clock::now() < self->deadline_) return self->arm_timer();
        self->timer_at_ = Time::max();
        self->timed_out_ = true;
        boost::system::error_code ignored;
        self->socket_.cancel(ignored);
    });
}

asio::awaitable<void> Connection::run() {
    try {
        bool go_on = true;
        while (go_on) go_on = co_await serve_one();
        co_await linger();
    } catch (std::exception const& error) {
        spdlog::error("http: connection from {}: {}", peer_address_, error.what());
    } catch (...) { spdlog::error("http: connection from {}: unknown exception", peer_address_); }
    ended_ = true;
    timer_.cancel();
    boost::system::error_code ignored;
    socket_.close(ignored);
    core_.remove(this);
}

asio::awaitable<bool> Connection::receive() {
    if (timed_out_) co_return false;
    auto [error, bytes] = co_await socket_.async_read_some(asio::buffer(scratch_), quietly);
    input_.append(scratch_.data(), bytes);
    if (error && !timed_out_) peer_gone_ = true;
    co_return !error;
}

asio::awaitable<std::optional<Head>> Connection::read_head() {
    gate_.reset();
    between_requests_ = input_.empty();
    while (!core_.stopping || !between_requests_) {
        auto verdict = gate_.look(input_);
        if (auto* head = std::get_if<Head>(&verdict)) {
            input_.erase(0, head->size);
            between_requests_ = false;
            co_return std::move(*head);
        }
        if (auto const* refusal = std::get_if<Refusal>(&verdict)) {
            co_await refuse(*refusal);
            co_return std::nullopt;
        }
        bool const received = co_await receive();
        if (!received && timed_out_ && !input_.empty()) co_await refuse({408, "the head took too long"});
        if (!received) co_return std::nullopt;
        if (between_requests_) allow(core_.options.head_time_max);
        between_requests_ = false;
    }
    co_return std::nullopt;
}

asio::awaitable<bool> Connection::serve_one() {
    allow(fresh_ || !input_.empty() ? core_.options.head_time_max : core_.options.idle_time_max);
    fresh_ = false;
    auto const head = co_await read_head();
    if (!head) co_return false;
    auto const start = std::chrono::steady_clock::now();
    allow_any_time();

    Request request;
    auto response = co_await read_request(*head, request);
    if (!response && (peer_gone_ || timed_out_)) co_return false;
    if (response) {
        response->close = true;
    } else if (core_.queued >= core_.options.queue_max) {
        response = finished(busy(), request);
    } else {
        response = co_await core_.on_worker([&] { return core_.answer(core_.handler, request); });
    }
    bool const keep = co_await write_reply(*head, *response);
    if (core_.options.on_served)
        core_.options.on_served(
            {head->method, response->operation, response->status, std::chrono::steady_clock::now() - start});
    co_return keep;
}

Response Connection::finished(Response response, Request const& request) const {
    core_.finish(request.fields, request.secure, response);
    return response;
}

// False when the disk does not take it.
bool Connection::keep_piece(Request& request, std::string const& piece) const {
    try {
        if (!request.upload) request.upload = std::make_shared<TemporaryFile>(core_.options.upload_folder);
        request.upload->write(piece);
        return true;
    } catch (std::system_error const& error) {
        spdlog::error("http: upload to {}: {}", request.path, error.what());
        return false;
    }
}

asio::awaitable<std::optional<Response>> Connection::read_request(Head const& head, Request& request) {
    auto target = parse_target(head.target);
    if (!target) co_return finished(reply_of({400, "malformed path or query"}), request);
    request.method = head.method;
    request.target = head.target;
    request.path = std::move(target->path);
    request.query = std::move(target->query);
    request.fields = head.fields;
    request.cookies = parse_cookies(head.fields);
    auto client = client_of(peer_address_, head.host, head.fields, core_.options.proxies);
    request.remote_address = std::move(client.address);
    request.host = std::move(client.host);
    request.secure = client.secure;
    if (!head.has_body()) co_return std::nullopt;

    auto const rule = core_.options.body_rule ? core_.options.body_rule(request.method, request.path)
                                              : BodyRule{};
    if (head.content_length.value_or(0) > rule.bytes_max)
        co_return finished(reply_of({413, "body is larger than this route takes"}), request);
    if (rule.place == BodyPlace::file && core_.options.admit) {
        std::optional<Response> refused;
        auto ask = [&](Request& asked) {
            refused = core_.options.admit(asked);
            return refused ? std::move(*refused) : Response(200);
        };
        auto answer = co_await core_.on_worker([&] { return core_.answer(ask, request); });
        if (refused || answer.status != 200) co_return answer;
    }
    if (head.expects_continue && input_.empty()) {
        bool const sent = co_await send("HTTP/1.1 100 Continue\r\n\r\n");
        if (!sent) co_return std::nullopt;
    }
    auto const refusal = co_await read_body(head, rule, request);
    allow_any_time();
    if (refusal) {
        timed_out_ = false;
        co_return finished(reply_of(*refusal), request);
    }
    co_return std::nullopt;
}

asio::awaitable<std::optional<Refusal>> Connection::read_body(Head const& head, BodyRule rule,
                                                              Request& request) {
    bool const to_file = rule.place == BodyPlace::file;
    BodyReader reader(head, rule.bytes_max);
    std::string piece;
    auto const share = core_.options.body_bytes_per_second_min *
                       static_cast<std::uint64_t>(core_.options.body_window.count()) / 1000;
    std::uint64_t received_in_window = 0;
    allow(core_.options.body_window);
    for (;;) {
        auto const refusal = reader.feed(input_, to_file ? piece : request.body);
        if (refusal) co_return refusal;
        if (to_file && (piece.size() >= file_piece_bytes || reader.is_done())) {
            allow_any_time();
            bool const kept = co_await core_.on_worker([&] { return keep_piece(request, piece); });
            if (!kept) co_return Refusal{507, "there is no room for the file"};
            allow(core_.options.body_window);
            piece.clear();
        }
        if (reader.is_done()) co_return std::nullopt;
        bool const received = co_await receive();
        if (!received && timed_out_) co_return Refusal{408, "the body came too slowly"};
        if (!received) co_return std::nullopt;
        received_in_window += input_.size();
        if (received_in_window < share) continue;
        received_in_window = 0;
        allow(core_.options.body_window);
    }
}

asio::awaitable<bool> Connection::send(std::string_view first, std::string_view second) {
    while (!first.empty() || !second.empty()) {
        if (timed_out_) co_return false;
        allow(core_.options.write_time_max);
        auto const room = write_piece_bytes - std::min(write_piece_bytes, first.size());
        std::array<asio::const_buffer, 2> const buffers{
            asio::buffer(first.data(), first.size()),
            asio::buffer(second.data(), std::min(room, second.size()))};
        auto [error, bytes] = co_await asio::async_write(socket_, buffers, quietly);
        if (error) {
            peer_gone_ = true;
            co_return false;
        }
        second.remove_prefix(bytes - first.size());
        first = {};
    }
    allow_any_time();
    co_return true;
}

asio::awaitable<bool> Connection::write_reply(Head const& head, Response& response) {
    bool const stays = head.keep_alive && !response.close && !core_.stopping;
    auto const keep = stays ? KeepAlive::yes : KeepAlive::no;
    if (forbids_body(response.status)) {
        auto const text = reply_head(response, "", keep);
        co_return co_await send(text) && stays;
    }
    if (auto* source = std::get_if<Source>(&response.body))
        co_return co_await write_source(head, response, *source, keep);
    if (auto* events = std::get_if<std::shared_ptr<EventStream>>(&response.body))
        co_return co_await write_events(head, response, **events);
    auto const* text = std::get_if<std::string>(&response.body);
    std::string_view const body = text ? std::string_view(*text) : std::get<StaticBytes>(response.body).bytes;
    auto const head_text = reply_head(response, length_line(body.size()), keep);
    bool const sent = co_await send(head_text, head.method == "HEAD" ? std::string_view() : body);
    co_return sent&& stays;
}

asio::awaitable<bool> Connection::write_source(Head const& head, Response const& response, Source& source,
                                               KeepAlive keep) {
    bool const chunked = !source.length && head.minor_version == 1;
    if (!source.length && !chunked) keep = KeepAlive::no;
    auto const framing = source.length ? length_line(*source.length)
                                       : std::string(chunked ? chunked_line : "");
    auto const head_text = reply_head(response, framing, keep);
    bool sent = co_await send(head_text);
    if (!sent || head.method == "HEAD") co_return sent&& keep == KeepAlive::yes;
    std::uint64_t total = 0;
    for (;;) {
        auto piece = co_await core_.on_worker([&] { return source.next(); });
        total += piece.size();
        if (source.length && total > *source.length) throw std::logic_error("source is longer than it said");
        if (piece.empty()) break;
        if (chunked) piece = chunk(piece);
        sent = co_await send(piece);
        if (!sent) co_return false;
    }
    if (source.length && total != *source.length) throw std::logic_error("source is shorter than it said");
    if (chunked) sent = co_await send(last_chunk);
    co_return sent&& keep == KeepAlive::yes;
}

// Whoever listens sends nothing more; so a read that ends means the client left.
void Connection::watch_for_goodbye() {
    socket_.async_read_some(asio::buffer(scratch_),
                            [self = shared_from_this()](boost::system::error_code error, std::size_t) {
                                if (!error) return self->watch_for_goodbye();
                                self->peer_gone_ = true;
                                self->wake_.cancel();
                            });
}

asio::awaitable<bool> Connection::write_events(Head const& head, Response const& response,
                                               EventStream& events) {
    bool const chunked = head.minor_version == 1;
    auto const head_text = reply_head(response, chunked ? chunked_line : "", KeepAlive::no);
    bool sent = co_await send(head_text);
    if (!sent || head.method == "HEAD") co_return false;
    events.on_ready([weak = weak_from_this(), executor = socket_.get_executor()] {
        asio::post(executor, [weak] {
            auto const self = weak.lock();
            if (!self) return;
            self->woken_ = true;
            self->wake_.cancel();
        });
    });
    watch_for_goodbye();
    while (sent && !peer_gone_ && !core_.stopping) {
        woken_ = false;
        auto text = events.take();
        if (text.empty()) {
            if (events.is_closed()) break;
            wake_.expires_after(core_.options.heartbeat);
            auto [cancelled] = co_await wake_.async_wait(quietly);
            if (cancelled || woken_) continue;
            text = ":\n\n";
        }
        if (chunked) text = chunk(text);
        sent = co_await send(text);
    }
    events.on_ready({});
    if (sent && chunked && !peer_gone_) co_await send(last_chunk);
    co_return false;
}

asio::awaitable<void> Connection::refuse(Refusal refusal) {
    timed_out_ = false;
    auto response = reply_of(refusal);
    core_.finish({}, false, response);
    auto const& body = std::get<std::string>(response.body);
    auto const head_text = reply_head(response, length_line(body.size()), KeepAlive::no);
    co_await send(head_text, body);
    if (core_.options.on_served)
        core_.options.on_served({"", "", refusal.status, std::chrono::nanoseconds(0)});
}

asio::awaitable<void> Connection::linger() {
    if (peer_gone_ || timed_out_) co_return;
    boost::system::error_code ignored;
    socket_.shutdown(tcp::socket::shutdown_send, ignored);
    allow(core_.stopping ? last_linger_time_max : linger_time_max);
    between_requests_ = true;
    std::size_t discarded = 0;
    while (discarded < linger_bytes_max) {
        input_.clear();
        bool const received = co_await receive();
        if (!received) co_return;
        discarded += input_.size();
    }
}

}  // namespace colonnade::http
