// Work in stretches that threads take in turn.
#pragma once
#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <thread>
#include <vector>

namespace colonnade::engine::pay {

// Calls work(thread, from, to) for stretches of [0, count), each of at most `batch`, on up to `threads`
// threads until there are none left; what they throw is thrown here. A single stretch costs no thread.
template <typename Work>
void in_parallel(std::size_t count, std::size_t batch, int threads, Work const& work) {
    batch = std::max<std::size_t>(batch, 1);
    std::atomic<std::size_t> next{0};
    std::size_t const used = std::clamp<std::size_t>((count + batch - 1) / batch, 1,
                                                     static_cast<std::size_t>(std::max(threads, 1)));
    std::vector<std::exception_ptr> failures(used);
    auto const take = [&](std::size_t thread) {
        try {
            for (std::size_t from = next.fetch_add(batch); from < count; from = next.fetch_add(batch))
                work(thread, from, std::min(from + batch, count));
        } catch (...) { failures[thread] = std::current_exception(); }
    };
    std::vector<std::thread> others;
    for (std::size_t t = 1; t < used; ++t) others.emplace_back(take, t);
    take(0);
    for (std::thread& other : others) other.join();
    for (auto const& failure : failures)
        if (failure) std::rethrow_exception(failure);
}

}  // namespace colonnade::engine::pay
