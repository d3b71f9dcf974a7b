-- KEYS: op. ARGV: span, word, who says it, channel, provider.
force('HSET', KEYS[1], 'm', ARGV[2], 'by', ARGV[3], 'un', untilOf(ARGV[1]))
expire(KEYS[1], ARGV[1])
nudge(ARGV[4], ARGV[5])
return 1
