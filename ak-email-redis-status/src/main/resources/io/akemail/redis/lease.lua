-- KEYS: pr, ck or hl. ARGV: span, token. Gives 1 if the token has it now.
local holder = redis.pcall('GET', KEYS[1])
if type(holder) == 'table' and holder.err and not isOfOtherType(holder) then
  return holder
end
if type(holder) == 'string' and holder ~= ARGV[2] then
  return 0
end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[1])
return 1
