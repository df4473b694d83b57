package io.artistos.functions.blasts;

import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import io.artistos.shared.blasts.BlastChunkSender;
import io.artistos.shared.http.Json;
import io.artistos.shared.queue.BlastChunkMessage;
import io.artistos.shared.queue.Queues;

/** Sends a chunk of a blast. What it throws is transient: the host tries again. */
public final class SendBlastChunk {

  private final BlastChunkSender chunks;

  public SendBlastChunk(BlastChunkSender chunks) {
    this.chunks = chunks;
  }

  @FunctionName("SendBlastChunk")
  public void run(
      @QueueTrigger(
              name = "message",
              queueName = Queues.BLAST_CHUNKS_NAME,
              connection = "AzureWebJobsStorage")
          String message) {
    chunks.handle(Json.read(message, BlastChunkMessage.class));
  }
}
