package telemetry.sink.kafka;

/**
 * What Kafka says of a topic now.
 *
 * @param id Kafka's id of it; a topic that is deleted and made again has another
 * @param partitions how many it has
 */
record TopicFacts(String id, int partitions) {
  /** Where the facts come from. */
  interface Source {
    /**
     * The facts of a topic.
     *
     * @throws org.apache.kafka.common.KafkaException if Kafka does not say
     */
    TopicFacts of(String topic);
  }
}
