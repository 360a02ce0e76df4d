#include "foundation/http/forwarded.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace colonnade::http {
namespace {

Fields with(std::string const& name, std::string const& value) {
    Fields fields;
    fields.add(name, value);
    return fields;
}

TEST(TrustedProxies, KnowNetworks) {
    TrustedProxies const proxies({"10.0.0.0/8", "192.168.1.7", "fd00::/8", "172.16.0.0/12"});
    for (char const* address : {"10.1.2.3", "192.168.1.7", "fd12::1", "172.31.0.1", "::ffff:10.0.0.1"})
        EXPECT_TRUE(proxies.contains(address)) << address;
    for (char const* address : {"11.0.0.1", "192.168.1.8", "fe00::1", "172.32.0.1", "", "nonsense"})
        EXPECT_FALSE(proxies.contains(address)) << address;
    EXPECT_FALSE(TrustedProxies().contains("127.0.0.1"));
}

TEST(TrustedProxies, RefuseNonsense) {
    for (std::string text :
         {"", "proxy", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/x", "fd00::/129", "10.0.0.0/-1"})
        EXPECT_THROW(TrustedProxies({text}), std::invalid_argument) << text;
}

TEST(Client, IsThePeerWithoutAProxy) {
    auto fields = with("X-Forwarded-For", "1.1.1.1");
    fields.add("X-Forwarded-Proto", "https");
    fields.add("X-Forwarded-Host", "evil.example");
    auto const client = client_of("9.9.9.9", "firm.example", fields, TrustedProxies({"10.0.0.0/8"}));
    EXPECT_EQ(client.address, "9.9.9.9");
    EXPECT_EQ(client.host, "firm.example");
    EXPECT_FALSE(client.secure);
}

TEST(Client, IsTheNearestAddressThatIsNoProxy) {
    TrustedProxies const proxies({"10.0.0.0/8"});
    EXPECT_EQ(
        client_of("10.0.0.1", "a", with("X-Forwarded-For", "6.6.6.6, 1.1.1.1, 10.0.0.2"), proxies).address,
        "1.1.1.1");
    EXPECT_EQ(client_of("10.0.0.1", "a", with("X-Forwarded-For", "1.1.1.1:4711"), proxies).address,
              "1.1.1.1");
    EXPECT_EQ(client_of("10.0.0.1", "a", with("X-Forwarded-For", "[2001:db8::1]:80"), proxies).address,
              "2001:db8::1");
    EXPECT_EQ(client_of("10.0.0.1", "a", with("X-Forwarded-For", "1.1.1.1, junk, 10.0.0.2"), proxies).address,
              "10.0.0.2");
    EXPECT_EQ(client_of("10.0.0.1", "a", Fields(), proxies).address, "10.0.0.1");
}

TEST(Client, LearnsSchemeAndHostFromTheNearestProxy) {
    auto fields = with("X-Forwarded-Proto", "http, HTTPS");
    fields.add("X-Forwarded-Host", "firm.example");
    auto const client = client_of("10.0.0.1", "inner:8080", fields, TrustedProxies({"10.0.0.1"}));
    EXPECT_TRUE(client.secure);
    EXPECT_EQ(client.host, "firm.example");
}

}  // namespace
}  // namespace colonnade::http
