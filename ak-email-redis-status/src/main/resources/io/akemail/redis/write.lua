-- KEYS: st vo pf. ARGV: expected gen and ep (both empty: no record), then gen ep ph span mu rs by,
-- how long the record is kept, channel, provider. Gives 1 if written.
local current = redis.pcall('HMGET', KEYS[1], 'gen', 'ep')
if isOfOtherType(current) then
  current = {''}
elseif current.err then
  return current
end
local gen, ep = current[1] or '', current[2] or ''
if gen == '' or ep == '' then
  gen, ep = '', ''
end
if gen ~= ARGV[1] or ep ~= ARGV[2] then
  return 0
end
force('HSET', KEYS[1], 'gen', ARGV[3], 'ep', ARGV[4], 'ph', ARGV[5], 'un', untilOf(ARGV[6]),
  'mu', ARGV[7], 'rs', ARGV[8], 'by', ARGV[9], 'ch', text(now))
redis.call('PEXPIRE', KEYS[1], ARGV[10])
if gen ~= ARGV[3] or ep ~= ARGV[4] then
  redis.call('DEL', KEYS[2], KEYS[3])
end
nudge(ARGV[11], ARGV[12])
return 1
