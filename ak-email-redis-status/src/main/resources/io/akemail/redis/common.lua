-- Stands before every script. Times are the server's own, in milliseconds.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

local function text(number)
  return string.format('%.0f', number)
end

-- When a span that begins now is over; a span without end is empty.
local function untilOf(span)
  return span == '' and 'inf' or text(now + span)
end

local function isOfOtherType(reply)
  return type(reply) == 'table' and reply.err and string.find(reply.err, 'WRONGTYPE', 1, true)
end

-- Runs a command on a key. One of another type says nothing to anybody, so it makes room.
local function force(command, key, ...)
  local reply = redis.pcall(command, key, ...)
  if type(reply) ~= 'table' or not reply.err then
    return reply
  end
  if isOfOtherType(reply) then
    redis.call('DEL', key)
  end
  return redis.call(command, key, ...)
end

local function expire(key, span)
  if span == '' then
    redis.call('PERSIST', key)
  else
    redis.call('PEXPIRE', key, span)
  end
end

-- Drops what is over from a set that is scored by the end, and lets the key live as long as its
-- last member, but for a minute at least.
local function tidy(key)
  redis.call('ZREMRANGEBYSCORE', key, '-inf', text(now))
  local last = redis.call('ZREVRANGE', key, 0, 0, 'WITHSCORES')[2]
  if last == 'inf' then
    redis.call('PERSIST', key)
  elseif last then
    redis.call('PEXPIREAT', key, text(math.max(tonumber(last), now + 60000)))
  end
end

-- Only a hint to read again, so a server that forbids it spoils nothing.
local function nudge(channel, provider)
  redis.pcall('PUBLISH', channel, provider)
end

