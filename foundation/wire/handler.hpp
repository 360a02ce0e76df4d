// From a handler's signature to a route: what it takes, what it answers.
//
// Arguments, in any order:
//   Caller const&       who asks
//   Path<T>             the {placeholders} of the path; T has a member for each
//   Query<T>            the parameters behind "?": required, std::optional, or std::vector for repeated ones
//   Body<T>             the JSON body
//   Upload              a file, already on disk; its name from the parameter `file_name`
//   IfMatch             the version the caller has seen; without If-Match the request is refused
//   AsOf                the day asked about; the caller's `as_of` is set to the same
//   Paging              limit and cursor, with a Page<T> as the answer
//   RequestInfo const&  language, address, cookies
//
// Answers: a described struct, a list, map or sum of them; Page<T>; Created<T>, Accepted<T>; Answer<T> with
// headers of its own; NoContent; Download.
#pragma once
#include <tuple>

#include "foundation/wire/call.hpp"
#include "foundation/wire/codec.hpp"
#include "foundation/wire/text.hpp"
#include "foundation/wire/values.hpp"

namespace colonnade::wire {

template <class T> struct Path : T {};
template <class T> struct Query : T {};
template <class T> struct Body : T {};

struct Upload {
    UploadedFile file;
    std::string name;  // as the caller's machine calls it; never a path to be trusted
};

struct IfMatch {
    ChangeId version;
};

struct AsOf {
    Date date;
    std::optional<Instant> known_at;
};

// 201 with the place of what was made, below the API's root: "/goals/7".
template <class T> struct Created {
    T value;
    std::string location;
};

// 202 with the place of the job that does the work.
template <class T> struct Accepted {
    T value;
    std::string location;
};

// An answer with headers beside it, such as Set-Cookie.
template <class T> struct Answer {
    T value;
    std::vector<Header> headers;
};

struct NoContent {};

template <class> inline constexpr bool never = false;

// --- Arguments

template <class A> struct Argument {
    static_assert(
        never<A>,
        "A handler takes Caller const&, Path<T>, Query<T>, Body<T>, Upload, IfMatch, AsOf, Paging and "
        "RequestInfo const&; this argument is none of them.");
};

template <> struct Argument<Caller> {
    using Taken = Caller const&;
    static void describe(Shape&) {}
    static Taken take(Call& call) { return call.caller(); }
};
template <> struct Argument<RequestInfo> {
    using Taken = RequestInfo const&;
    static void describe(Shape&) {}
    static Taken take(Call& call) { return call.request(); }
};
template <class T> struct Argument<Path<T>> {
    static_assert(Described<T>, "Path<T> wants a described struct with a member for each {placeholder}.");
    using Taken = Path<T>;
    static void describe(Shape& shape) { shape.path = &TypeOf<T>::value; }
    static Taken take(Call& call) {
        Taken path{};
        call.take_path(TypeOf<T>::value, static_cast<T*>(&path));
        return path;
    }
};
template <class T> struct Argument<Query<T>> {
    static_assert(Described<T>, "Query<T> wants a described struct with a member for each parameter.");
    using Taken = Query<T>;
    static void describe(Shape& shape) { shape.query = &TypeOf<T>::value; }
    static Taken take(Call& call) {
        Taken query{};
        call.take_query(TypeOf<T>::value, static_cast<T*>(&query));
        return query;
    }
};
template <class T> struct Argument<Body<T>> {
    using Taken = Body<T>;
    static void describe(Shape& shape) { shape.body = &type_of<T>(); }
    static Taken take(Call& call) {
        Taken body{};
        call.take_body(type_of<T>(), static_cast<T*>(&body));
        return body;
    }
};
template <> struct Argument<Upload> {
    using Taken = Upload;
    static void describe(Shape& shape) { shape.upload = true; }
    static Taken take(Call& call) {
        if (!call.request().upload) throw invalid("wire.body_missing");
        return {*call.request().upload, call.upload_name()};
    }
};
template <> struct Argument<IfMatch> {
    using Taken = IfMatch;
    static void describe(Shape& shape) { shape.if_match = true; }
    static Taken take(Call& call) { return {{call.take_version()}}; }
};
template <> struct Argument<AsOf> {
    using Taken = AsOf;
    static void describe(Shape& shape) { shape.as_of = true; }
    static Taken take(Call& call) { return {call.caller().as_of, call.caller().known_at}; }
};
template <> struct Argument<Paging> {
    using Taken = Paging;
    static void describe(Shape& shape) { shape.paging = true; }
    static Taken take(Call& call) { return call.take_paging(); }
};

// --- Answers

template <class T>
concept Versioned = requires(T const& value) {
    value.version;
};

template <class T> std::optional<std::int64_t> version_of(T const& value) {
    if constexpr (requires { value.version.value; }) return value.version.value;
    else if constexpr (Versioned<T>) return value.version;
    return std::nullopt;
}

// Whatever has a codec: 200 with JSON.
template <class R> struct Result {
    static_assert(!std::is_void_v<R>,
                  "A handler answers something; use NoContent where there is nothing to say.");
    static void describe(Shape& shape) {
        shape.result = &type_of<R>();
        shape.has_version = Versioned<R>;
    }
    template <class Invoke> static void answer(Call& call, Reply& reply, Invoke const& invoke) {
        write(call, reply, invoke());
    }
    static void write(Call& call, Reply& reply, R const& value) {
        call.write_json(type_of<R>(), &value, version_of(value), reply);
    }
};
template <> struct Result<NoContent> {
    static void describe(Shape& shape) { shape.status = 204; }
    template <class Invoke> static void answer(Call& call, Reply& reply, Invoke const& invoke) {
        write(call, reply, invoke());
    }
    static void write(Call&, Reply& reply, NoContent) { reply.status = 204; }
};
template <> struct Result<Download> {
    static void describe(Shape& shape) { shape.is_download = true; }
    template <class Invoke> static void answer(Call& call, Reply& reply, Invoke const& invoke) {
        call.write_download(invoke(), reply);
    }
};
template <class T> struct Result<Answer<T>> {
    static void describe(Shape& shape) { Result<T>::describe(shape); }
    template <class Invoke> static void answer(Call& call, Reply& reply, Invoke const& invoke) {
        Answer<T> const answer = invoke();
        Result<T>::write(call, reply, answer.value);
        reply.headers.insert(reply.headers.end(), answer.headers.begin(), answer.headers.end());
    }
};

template <class Placed, class T, int status> struct PlacedResult {
    static void describe(Shape& shape) {
        Result<T>::describe(shape);
        shape.status = status;
        shape.has_location = true;
    }
    template <class Invoke> static void answer(Call& call, Reply& reply, Invoke const& invoke) {
        Placed const placed = invoke();
        Result<T>::write(call, reply, placed.value);
        reply.status = status;
        reply.headers.emplace_back("Location", std::string(api_root) + placed.location);
    }
};
template <class T> struct Result<Created<T>> : PlacedResult<Created<T>, T, 201> {};
template <class T> struct Result<Accepted<T>> : PlacedResult<Accepted<T>, T, 202> {};

template <class T> struct Result<Page<T>> {
    static void describe(Shape& shape) {
        shape.result = &type_of<Page<T>>();
        shape.is_page = true;
    }
    template <class Invoke> static void answer(Call& call, Reply& reply, Invoke const& invoke) {
        if (!call.wants_table()) {
            Page<T> const page = invoke();
            return call.write_json(type_of<Page<T>>(), &page, std::nullopt, reply);
        }
        std::optional<std::string> next;
        do {
            Page<T> const page = invoke();
            for (T const& item : page.items) call.add_row(type_of<T>(), &item);
            next = page.next;
        } while (call.turn_page(next));
        call.finish_table(type_of<T>(), reply);
    }
};

template <class R> inline constexpr bool is_page = false;
template <class T> inline constexpr bool is_page<Page<T>> = true;

// --- The handler

template <class F> struct Signature : Signature<decltype(&F::operator())> {};

template <class F, class R, class... A> struct Signature<R (F::*)(A...) const> {
    static constexpr bool takes_paging = (std::is_same_v<std::remove_cvref_t<A>, Paging> || ...);
    static_assert(is_page<R> == takes_paging,
                  "A handler that answers a Page<T> takes Paging, and no other does.");

    static Shape shape() {
        Shape shape;
        (Argument<std::remove_cvref_t<A>>::describe(shape), ...);
        Result<R>::describe(shape);
        return shape;
    }
    static void run(F const& handler, Call& call, Reply& reply) {
        Result<R>::answer(call, reply, [&]() -> R {
            std::tuple<typename Argument<std::remove_cvref_t<A>>::Taken...> taken{
                Argument<std::remove_cvref_t<A>>::take(call)...};
            call.proceed();
            return std::apply(handler, std::move(taken));
        });
    }
};

}  // namespace colonnade::wire
