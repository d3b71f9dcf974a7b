-- KEYS: vo or pf. ARGV: span, member, the members that it replaces.
force('ZADD', KEYS[1], untilOf(ARGV[1]), ARGV[2])
for i = 3, #ARGV do
  redis.call('ZREM', KEYS[1], ARGV[i])
end
tidy(KEYS[1])
return 1
