package io.artistos.functions.blasts;

import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import io.artistos.shared.blasts.BlastChunkSender;
import io.artistos.shared.http.Json;
import io.artistos.shared.queue.BlastChunkMessage;
import io.artistos.shared.queue.Queues;

/** Takes messages that failed too often off the poison queue; the chunk still says what to do. */
public final class BlastChunksPoison {

  private final BlastChunkSender chunks;

  public BlastChunksPoison(BlastChunkSender chunks) {
    this.chunks = chunks;
  }

  @FunctionName("BlastChunksPoison")
  public void run(
      @QueueTrigger(
              name = "message",
              queueName = Queues.BLAST_CHUNKS_NAME + Queues.POISON,
              connection = "AzureWebJobsStorage")
          String message) {
    chunks.giveBack(Json.read(message, BlastChunkMessage.class));
  }
}
