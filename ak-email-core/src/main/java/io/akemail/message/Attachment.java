package io.akemail.message;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A file that goes with a message, or an image shown within its HTML.
 *
 * <p>The content is bytes, a file or a source of streams, never a URL. Names and types are not
 * checked here but by {@link EmailMessage.Builder#build()}: a name has 1 to 320 characters without
 * C0 controls, a content type has the form {@code type/subtype}, with parameters if wanted, in at
 * most 255 ASCII characters, a content id consists of ASCII letters, digits and {@code ._@+-}, at
 * most 200.
 *
 * <p>Immutable and thread-safe, as far as its source is; compared by identity. No argument of its
 * methods may be null.
 */
public final class Attachment {
  private final String name;
  private final String contentType;
  private final @Nullable String contentId;
  private final ContentSource source;

  private Attachment(
      String name, String contentType, @Nullable String contentId, ContentSource source) {
    this.name = Objects.requireNonNull(name, "name");
    this.contentType = Objects.requireNonNull(contentType, "contentType");
    this.contentId = contentId;
    this.source = source;
  }

  /**
   * Attaches bytes, which are copied.
   *
   * @param name the name of the file that the recipient sees
   * @param contentType such as {@code application/pdf}
   */
  public static Attachment of(String name, String contentType, byte[] content) {
    return of(name, contentType, new BytesContent(Objects.requireNonNull(content, "content")));
  }

  /**
   * Attaches what a source gives, asked again at each attempt.
   *
   * @param name the name of the file that the recipient sees
   * @param contentType such as {@code application/pdf}
   */
  public static Attachment of(String name, String contentType, ContentSource content) {
    Objects.requireNonNull(content, "content");
    return new Attachment(name, contentType, null, content);
  }

  /**
   * Attaches a file under its own name, with the type that its extension is known for, otherwise
   * {@code application/octet-stream}. It must be a readable file when the message is built, and is
   * opened again at each attempt.
   */
  public static Attachment ofFile(Path file) {
    String name = FileContent.nameOf(Objects.requireNonNull(file, "file"));
    return ofFile(file, name, FileContent.typeOf(name));
  }

  /** Attaches a file as {@link #ofFile(Path)} does, under another name or type. */
  public static Attachment ofFile(Path file, String name, String contentType) {
    return of(name, contentType, new FileContent(Objects.requireNonNull(file, "file")));
  }

  /**
   * Makes this an image within the HTML, which shows it by {@code <img src="cid:contentId">}.
   *
   * @param contentId without angle brackets; used once per message
   * @return a copy; this one stays as it is
   */
  public Attachment inline(String contentId) {
    Objects.requireNonNull(contentId, "contentId");
    return new Attachment(name, contentType, contentId, source);
  }

  /** {@return the name of the file that the recipient sees} */
  public String name() {
    return name;
  }

  /** {@return the media type, such as {@code text/csv; charset=utf-8}} */
  public String contentType() {
    return contentType;
  }

  /** {@return the content id without angle brackets; present means an inline image} */
  public Optional<String> contentId() {
    return Optional.ofNullable(contentId);
  }

  /**
   * Tells the number of bytes. A source that does not declare it is opened and read through, each
   * time.
   *
   * @throws IOException when the content cannot be read
   */
  public long size() throws IOException {
    if (source instanceof FileContent file) {
      return file.fileSize();
    }
    OptionalLong declared = source.size();
    if (declared.isPresent()) {
      return declared.getAsLong();
    }
    try (InputStream content = open()) {
      return content.transferTo(OutputStream.nullOutputStream());
    }
  }

  /**
   * Starts from the first byte. The caller closes the stream.
   *
   * @throws IOException when the content cannot be read
   */
  @SuppressWarnings("RedundantNullCheck") // a source is foreign code
  public InputStream open() throws IOException {
    InputStream content = source.open();
    if (content == null) {
      throw new IOException("the content source gave no stream");
    }
    return content;
  }

  /** Whether the content is there, as far as one can tell without opening it. */
  boolean isReadable() {
    return !(source instanceof FileContent file) || file.isReadable();
  }

  /** {@return which of both kinds it is, and nothing else} */
  @Override
  public String toString() {
    return contentId == null ? "Attachment[file]" : "Attachment[inline image]";
  }
}
