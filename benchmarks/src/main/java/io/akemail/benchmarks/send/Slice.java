package io.akemail.benchmarks.send;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * What one contender did in a short time.
 *
 * @param perSecond sends a second
 * @param cpuMicros CPU time of the whole process per send
 * @param bytes bytes allocated by the sending threads per send
 */
record Slice(double perSecond, double cpuMicros, double bytes) {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Sends with so many threads for so long. */
  static Slice of(Runnable send, int threads, Duration span) throws InterruptedException {
    CountDownLatch over = new CountDownLatch(1);
    LongAdder sends = new LongAdder();
    LongAdder bytes = new LongAdder();
    List<Thread> workers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      workers.add(
          new Thread(
              () -> {
                long count = 0;
                long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
                while (over.getCount() > 0) {
                  send.run();
                  count++;
                }
                long after = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
                sends.add(count);
                bytes.add(after - before);
              },
              "bench-" + i));
    }
    long cpu = SYSTEM.getProcessCpuTime();
    long start = System.nanoTime();
    workers.forEach(Thread::start);
    boolean early = over.await(span.toNanos(), TimeUnit.NANOSECONDS);
    over.countDown();
    for (Thread worker : workers) {
      worker.join();
    }
    double count = early ? 0 : sends.sum();
    long took = System.nanoTime() - start;
    double cpuTime = SYSTEM.getProcessCpuTime() - cpu;
    return new Slice(count / took * 1e9, cpuTime / count / 1e3, bytes.sum() / count);
  }
}
