-- KEYS: pr, ck or hl. ARGV: token.
local holder = redis.pcall('GET', KEYS[1])
if type(holder) == 'table' and holder.err and not isOfOtherType(holder) then
  return holder
end
if holder == ARGV[1] then
  redis.call('DEL', KEYS[1])
end
return 1
