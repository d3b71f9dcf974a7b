-- KEYS: hi. ARGV: span, hint, channel, provider.
force('HSET', KEYS[1], 'h', ARGV[2], 'ob', text(now))
expire(KEYS[1], ARGV[1])
nudge(ARGV[3], ARGV[4])
return 1
