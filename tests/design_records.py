"""The examples of log records in EventFlow's design, by their section, to the letter."""

SECTION_3_2 = """{
  "timestamp": "2026-01-24T10:00:00.000Z",
  "level": "INFO",
  "service": "eventflow-backend",
  "module": "EventService",
  "message": "Event ingested successfully",
  "event_id": "uuid",
  "stream_id": "uuid",
  "event_type": "user_registered",
  "request_id": "uuid",
  "duration_ms": 45,
  "metadata": {
    "org_id": "uuid",
    "api_key_id": "uuid"
  }
}"""
SECTION_7_2 = """{
  "timestamp": "2026-01-24T10:00:00Z",
  "level": "ERROR",
  "error": {
    "type": "ValidationError",
    "message": "Invalid event payload",
    "stack": "...",
    "context": {
      "event_id": "uuid",
      "stream_id": "uuid"
    }
  },
  "request_id": "uuid"
}"""
