-- KEYS: st vo pf hi op fp, then li and mc of each known fingerprint.
-- Gives the time and one list for each key; '!' in the place of a key of another type.
local MOST_MEMBERS = 1000
local MOST_BYTES = 65536
local bytes = 0

local function clean(reply)
  if isOfOtherType(reply) then
    return '!'
  end
  if reply.err then
    return reply
  end
  local found = false
  for i, value in ipairs(reply) do
    found = found or value
    if not value then
      reply[i] = ''
    elseif #value > 128 then
      reply[i] = '\1'
    end
    bytes = bytes + #reply[i] + 16
  end
  return found and reply or {}
end

local function hash(key, ...)
  return clean(redis.pcall('HMGET', key, ...))
end

local function members(key, ...)
  return clean(redis.pcall('ZRANGEBYSCORE', key, '(' .. text(now), '+inf', ...))
end

local function word(key)
  local reply = redis.pcall('GET', key)
  if type(reply) == 'table' then
    return clean(reply)
  end
  return clean({reply})
end

local parts = {
  text(now),
  hash(KEYS[1], 'gen', 'ep', 'ph', 'un', 'mu', 'rs', 'by', 'ch'),
  members(KEYS[2], 'WITHSCORES', 'LIMIT', 0, MOST_MEMBERS),
  members(KEYS[3], 'WITHSCORES', 'LIMIT', 0, MOST_MEMBERS),
  hash(KEYS[4], 'h', 'ob'),
  hash(KEYS[5], 'm', 'by', 'un'),
  members(KEYS[6], 'LIMIT', 0, MOST_MEMBERS),
  {text(redis.call('PTTL', KEYS[4]))},
}
for i = 7, #KEYS do
  parts[#parts + 1] = word(KEYS[i])
end
for _, part in ipairs(parts) do
  if type(part) == 'table' and part.err then
    return part
  end
end
if bytes > MOST_BYTES then
  return redis.error_reply('ERR reply over 64 KiB')
end
return parts
