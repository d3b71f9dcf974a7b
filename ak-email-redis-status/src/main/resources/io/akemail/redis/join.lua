-- KEYS: mem. ARGV: span, instance. Gives how many are alive.
force('ZADD', KEYS[1], untilOf(ARGV[1]), ARGV[2])
tidy(KEYS[1])
return redis.call('ZCARD', KEYS[1])
