package telemetry.sink.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import telemetry.model.Rejection;
import telemetry.topics.RejectedHeaders;
import telemetry.topics.Topics;

/** The way to {@code telemetry.rejected}. */
final class Rejects {
  private static final String STAGE = "sink";

  private final Supplier<? extends Producer<byte[], byte[]>> producers;

  /**
   * Through a producer.
   *
   * @param producers asked when there is something to send, which is seldom
   */
  Rejects(Supplier<? extends Producer<byte[], byte[]>> producers) {
    this.producers = producers;
  }

  /**
   * Sends refused records and returns once the brokers have them all.
   *
   * @throws KafkaException if they do not; some may be there, and sending again is right
   */
  void send(Map<ConsumerRecord<byte[], byte[]>, Rejection> refused) {
    Producer<byte[], byte[]> producer = producers.get();
    var records = List.copyOf(refused.entrySet());
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (var one : records) {
      sent.add(producer.send(rejected(one.getKey(), one.getValue(), one.getKey().value())));
    }
    producer.flush();
    for (int i = 0; i < sent.size(); i++) {
      try {
        await(sent.get(i));
      } catch (RecordTooLargeException e) {
        // With the headers it is larger than the topic takes. Where it stands is in the headers.
        var one = records.get(i);
        await(producer.send(rejected(one.getKey(), one.getValue(), new byte[0])));
      }
    }
  }

  private static ProducerRecord<byte[], byte[]> rejected(
      ConsumerRecord<byte[], byte[]> record, Rejection rejection, byte[] value) {
    return new ProducerRecord<>(
        Topics.REJECTED.name(),
        null,
        record.key(),
        value,
        RejectedHeaders.of(
            record.headers(),
            STAGE,
            rejection,
            record.topic(),
            record.partition(),
            record.offset()));
  }

  private static void await(Future<RecordMetadata> sent) {
    try {
      sent.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
