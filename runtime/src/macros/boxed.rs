//! The macro by which a generated crate lets a structure stand in a box, where structures are in each other.
//!
//! Never here: which structures do; the generator finds that out.

/// Lets a structure stand in a `Box`. Coherence does not let the runtime say so for all of them.
#[macro_export]
#[doc(hidden)]
macro_rules! boxed {
    ($name:ident) => {
        impl $crate::value::Value for ::std::boxed::Box<$name> {
            #[inline]
            fn view(&self) -> $crate::value::View<'_> {
                $crate::value::View::Structure(&**self)
            }

            #[inline]
            fn read(
                &mut self,
                from: &mut $crate::codec::Reader<'_>,
                _: &'static $crate::schema::Shape,
            ) -> ::std::result::Result<(), $crate::codec::ReadError> {
                from.take_memory(::std::mem::size_of::<$name>())?;
                from.structure(&mut **self)
            }

            #[inline]
            fn correct(
                &mut self,
                from: &mut $crate::codec::Reader<'_>,
            ) -> ::std::result::Result<(), $crate::codec::ReadError> {
                from.take_memory(::std::mem::size_of::<$name>())?;
                from.correct(&mut **self)
            }

            #[inline]
            fn blank() -> Self {
                ::std::default::Default::default()
            }
        }
    };
}
