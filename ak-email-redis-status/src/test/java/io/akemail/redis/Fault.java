package io.akemail.redis;

import java.util.List;

/** What may happen to the server while a store uses it. */
enum Fault {
  KILLED(false) {
    @Override
    void begin(RealRedis redis) {
      redis.kill();
    }

    @Override
    void end(RealRedis redis) {
      redis.restart();
      redis.command(RealRedis.USER_RULE);
    }
  },
  HUNG(false) {
    @Override
    void begin(RealRedis redis) {
      redis.hang();
    }

    @Override
    void end(RealRedis redis) {
      redis.goOn();
    }
  },
  PAUSED(false) {
    @Override
    void begin(RealRedis redis) {
      redis.command("CLIENT PAUSE 1000");
    }
  },
  RESTARTED_EMPTY(true) {
    @Override
    void begin(RealRedis redis) {
      redis.kill();
      redis.restart();
      redis.command(RealRedis.USER_RULE);
    }
  },
  EMPTIED(true) {
    @Override
    void begin(RealRedis redis) {
      redis.command("FLUSHALL");
    }
  },
  SCRIPTS_LOST(true) {
    @Override
    void begin(RealRedis redis) {
      redis.command("SCRIPT FLUSH");
    }
  },
  CONNECTIONS_CUT(true) {
    @Override
    void begin(RealRedis redis) {
      redis.command("CLIENT KILL TYPE normal");
      redis.command("CLIENT KILL TYPE pubsub");
    }
  },
  SCRIPTS_FORBIDDEN(false) {
    @Override
    void begin(RealRedis redis) {
      redis.command("ACL SETUSER store -evalsha -eval");
    }

    @Override
    void end(RealRedis redis) {
      redis.command("ACL SETUSER store +evalsha +eval");
    }
  },
  KEYS_FORBIDDEN(false) {
    @Override
    void begin(RealRedis redis) {
      redis.command("ACL SETUSER store resetkeys ~other:*");
    }

    @Override
    void end(RealRedis redis) {
      redis.command("ACL SETUSER store ~ake1:*");
    }
  },
  CHANNELS_FORBIDDEN(true) {
    @Override
    void begin(RealRedis redis) {
      redis.command("ACL SETUSER store resetchannels");
    }

    @Override
    void end(RealRedis redis) {
      redis.command("ACL SETUSER store &ake1:*");
    }
  },
  OF_OTHER_TYPE(true) {
    @Override
    void begin(RealRedis redis) {
      for (String key : List.of("st", "vo", "pf", "hi", "op", "fp", "pr", "ck", "hl")) {
        String command = key.equals("vo") ? "SET" : "LPUSH";
        redis.command("DEL ake1:{default:a}:" + key);
        redis.command(command + " ake1:{default:a}:" + key + " 1");
      }
      redis.command("SET ake1:{default}:mem 1");
    }
  },
  FULL(false) {
    @Override
    void begin(RealRedis redis) {
      redis.command("CONFIG SET maxmemory 1");
    }

    @Override
    void end(RealRedis redis) {
      redis.command("CONFIG SET maxmemory 0");
    }
  },
  READ_ONLY(false) {
    @Override
    void begin(RealRedis redis) {
      redis.command("REPLICAOF 127.0.0.1 1");
    }

    @Override
    void end(RealRedis redis) {
      redis.command("REPLICAOF NO ONE");
    }
  },
  STALE(false) {
    @Override
    void begin(RealRedis redis) {
      redis.command("CONFIG SET replica-serve-stale-data no");
      redis.command("REPLICAOF 127.0.0.1 1");
    }

    @Override
    void end(RealRedis redis) {
      redis.command("REPLICAOF NO ONE");
    }
  };

  private final boolean isHarmless;

  Fault(boolean isHarmless) {
    this.isHarmless = isHarmless;
  }

  /** Whether calls may succeed while it lasts. */
  boolean isHarmless() {
    return isHarmless;
  }

  /** Whether it lasts until it is ended, and lets nobody say anything meanwhile. */
  boolean keepsAllAway() {
    return !isHarmless && this != PAUSED;
  }

  abstract void begin(RealRedis redis);

  /** For some nothing has to be done. */
  void end(RealRedis redis) {}
}
