//! Documents: values of any form that JSON can have, read and written.
//!
//! <https://smithy.io/2.0/spec/simple-types.html#document>. CBOR has none: the protocol leaves them out, and the
//! generator rejects a service that would need them.
//! Never here: values of a known shape.

use std::collections::HashMap;

use aws_smithy_types::Document;

use super::error::ReadError;
use super::json::Form;
use super::reader::Reader;
use super::writer::Writer;

/// The memory that a table takes for each entry, and for one bucket in eight that stays free.
const ENTRY: usize = (size_of::<(String, Document)>() + 1) * 2;

impl Reader<'_> {
    /// Reads a document. Nesting and memory are bounded as those of any body.
    pub fn document(&mut self) -> Result<Document, ReadError> {
        Ok(match self.form()? {
            Form::Null => {
                self.null()?;
                Document::Null
            }
            Form::Boolean => Document::Bool(self.boolean()?),
            Form::Number => Document::Number(self.any_number()?),
            Form::String => Document::String(self.string()?.into_owned()),
            Form::List => {
                let mut items = Vec::new();
                let mut entries = self.begin_list()?;
                while self.next_item(&mut entries)? {
                    self.take_memory(size_of::<Document>())?;
                    let item = self.document();
                    items.push(item.map_err(|error| error.in_item(entries.index()))?);
                }
                Document::Array(items)
            }
            Form::Object => {
                let mut members = HashMap::new();
                let mut entries = self.begin_map()?;
                while let Some(key) = self.next_key(&mut entries)? {
                    self.take_memory(ENTRY)?;
                    let value = self.document().map_err(ReadError::in_entry)?;
                    members.insert(key.into_owned(), value);
                }
                Document::Object(members)
            }
        })
    }
}

impl Writer {
    /// Writes a document as JSON.
    pub(super) fn json_document(&mut self, document: &Document) {
        match document {
            Document::Null => self.bytes.extend_from_slice(b"null"),
            Document::Bool(true) => self.bytes.extend_from_slice(b"true"),
            Document::Bool(false) => self.bytes.extend_from_slice(b"false"),
            Document::Number(number) => self.json_number(*number),
            Document::String(text) => self.json_string(text),
            Document::Array(items) => {
                let mut mark = b'[';
                for item in items {
                    self.bytes.push(mark);
                    self.json_document(item);
                    mark = b',';
                }
                self.json_close(mark, b'[', b']');
            }
            Document::Object(members) => {
                let mut mark = b'{';
                for (key, value) in members {
                    self.bytes.push(mark);
                    self.json_string(key);
                    self.bytes.push(b':');
                    self.json_document(value);
                    mark = b',';
                }
                self.json_close(mark, b'{', b'}');
            }
        }
    }
}
