-- KEYS: li or mc of the fingerprint, fp. ARGV: span, fingerprint, channel, provider.
local MOST_FINGERPRINTS = 256
local ends = untilOf(ARGV[1])
redis.call('SET', KEYS[1], ends)
expire(KEYS[1], ARGV[1])
force('ZADD', KEYS[2], 'GT', ends, ARGV[2])
redis.call('ZREMRANGEBYRANK', KEYS[2], 0, -1 - MOST_FINGERPRINTS)
tidy(KEYS[2])
nudge(ARGV[3], ARGV[4])
return 1
