// How many requests a second the server answers on loopback, with a handler that does nothing: one connection
// waiting for each reply, many connections at once, and one that sends ahead.
#include <benchmark/benchmark.h>

#include <memory>
#include <string>

#include "foundation/http/gate.hpp"
#include "foundation/http/server.hpp"
#include "foundation/http/test_client.hpp"

namespace colonnade::http {
namespace {

std::string const request =
    "GET /api/people?limit=50 HTTP/1.1\r\nHost: firm.example\r\nAccept: application/json\r\n"
    "Accept-Language: pl-PL,pl;q=0.9,en;q=0.8\r\nCookie: "
    "session=Zm9yIHRoZSBiZW5jaG1hcmsgb25seSBhbmQgbm90aGluZw\r\n"
    "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36\r\nSec-Fetch-Site: same-origin\r\n\r\n";

Server& server() {
    static auto const running = [] {
        auto server = std::make_unique<Server>(ServerOptions(), [](Request&) {
            return Response(200, "application/json", std::string(R"({"items":[],"total":0})"));
        });
        server->start();
        return server;
    }();
    return *running;
}

void gate(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(Gate().look(request));
    state.SetItemsProcessed(state.iterations());
}

void one_after_the_other(benchmark::State& state) {
    TestClient client(server().port());
    for (auto _ : state) {
        client.send(request);
        if (client.read_reply().status != 200) state.SkipWithError("not answered");
    }
    state.SetItemsProcessed(state.iterations());
}

void sent_ahead(benchmark::State& state) {
    constexpr int batch = 64;
    std::string all;
    for (int i = 0; i < batch; ++i) all += request;
    TestClient client(server().port());
    for (auto _ : state) {
        client.send(all);
        for (int i = 0; i < batch; ++i)
            if (client.read_reply().status != 200) state.SkipWithError("not answered");
    }
    state.SetItemsProcessed(state.iterations() * batch);
}

BENCHMARK(gate);
BENCHMARK(one_after_the_other)->UseRealTime();
BENCHMARK(one_after_the_other)->Threads(16)->UseRealTime();
BENCHMARK(sent_ahead)->UseRealTime();

}  // namespace
}  // namespace colonnade::http
