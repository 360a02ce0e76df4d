#include "foundation/http/open_files.hpp"

#include <sys/resource.h>

#include <algorithm>

namespace colonnade::http {

std::size_t connections_that_fit(std::size_t wanted, std::size_t others) {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return wanted;
    rlim_t const needed = wanted + others;
    if (limit.rlim_cur < needed && limit.rlim_cur < limit.rlim_max) {
        limit.rlim_cur = std::min(needed, limit.rlim_max);
        if (setrlimit(RLIMIT_NOFILE, &limit) != 0) getrlimit(RLIMIT_NOFILE, &limit);
    }
    if (limit.rlim_cur >= needed) return wanted;
    auto const files = static_cast<std::size_t>(limit.rlim_cur);
    return std::clamp<std::size_t>(files > 2 * others ? files - others : files / 2, 1, wanted);
}

}  // namespace colonnade::http
