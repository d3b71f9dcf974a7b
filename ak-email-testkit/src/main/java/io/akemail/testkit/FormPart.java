package io.akemail.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One part of a multipart/form-data body (RFC 7578). Thread-safe as long as nobody changes the
 * content's bytes.
 */
public final class FormPart {
  private final String name;
  private final @Nullable String fileName;
  private final @Nullable String contentType;
  private final byte[] content;

  FormPart(String name, @Nullable String fileName, @Nullable String contentType, byte[] content) {
    this.name = name;
    this.fileName = fileName;
    this.contentType = contentType;
    this.content = content;
  }

  /** The field's name as sent. */
  public String name() {
    return name;
  }

  /** The file's name as sent; present means that this is a file. */
  public Optional<String> fileName() {
    return Optional.ofNullable(fileName);
  }

  /** The content type, if the part told one. */
  public Optional<String> contentType() {
    return Optional.ofNullable(contentType);
  }

  /** The content; the caller must not change it. */
  public byte[] content() {
    return content;
  }

  /** The content read as UTF-8. */
  public String text() {
    return new String(content, StandardCharsets.UTF_8);
  }

  /** Name and size; nothing of the content. */
  @Override
  public String toString() {
    return name + " (" + content.length + " bytes)";
  }
}
