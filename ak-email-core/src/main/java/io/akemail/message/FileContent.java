package io.akemail.message;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Content in a file, read again at each attempt. */
record FileContent(Path file) implements ContentSource {
  boolean isReadable() {
    return Files.isRegularFile(file) && Files.isReadable(file);
  }

  long fileSize() throws IOException {
    return Files.size(file);
  }

  @Override
  public InputStream open() throws IOException {
    return Files.newInputStream(file);
  }

  /** The last part of the path; empty for a root. */
  static String nameOf(Path file) {
    Path name = file.getFileName();
    return name == null ? "" : name.toString();
  }

  /** The media type that the extension of a name stands for. */
  static String typeOf(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)) {
      case "pdf" -> "application/pdf";
      case "txt", "log" -> "text/plain";
      case "csv" -> "text/csv";
      case "html", "htm" -> "text/html";
      case "ics" -> "text/calendar";
      case "vcf" -> "text/vcard";
      case "md" -> "text/markdown";
      case "json" -> "application/json";
      case "xml" -> "application/xml";
      case "zip" -> "application/zip";
      case "gz" -> "application/gzip";
      case "rtf" -> "application/rtf";
      case "png" -> "image/png";
      case "jpg", "jpeg" -> "image/jpeg";
      case "gif" -> "image/gif";
      case "webp" -> "image/webp";
      case "svg" -> "image/svg+xml";
      case "tif", "tiff" -> "image/tiff";
      case "mp3" -> "audio/mpeg";
      case "mp4" -> "video/mp4";
      case "doc" -> "application/msword";
      case "xls" -> "application/vnd.ms-excel";
      case "ppt" -> "application/vnd.ms-powerpoint";
      case "docx" -> "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
      case "xlsx" -> "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
      case "pptx" -> "application/vnd.openxmlformats-officedocument.presentationml.presentation";
      case "odt" -> "application/vnd.oasis.opendocument.text";
      case "ods" -> "application/vnd.oasis.opendocument.spreadsheet";
      default -> "application/octet-stream";
    };
  }

  /** Does not show the path. */
  @Override
  public String toString() {
    return "FileContent";
  }
}
