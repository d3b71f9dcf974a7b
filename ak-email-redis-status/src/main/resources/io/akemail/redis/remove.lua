-- KEYS: one. ARGV: channel or nothing, provider, the members to drop; without any, the whole key.
if #ARGV == 2 then
  redis.call('DEL', KEYS[1])
end
for i = 3, #ARGV do
  force('ZREM', KEYS[1], ARGV[i])
end
if ARGV[1] ~= '' then
  nudge(ARGV[1], ARGV[2])
end
return 1
